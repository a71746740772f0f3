"""Answering ``/metrics``, and counting requests by view."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_prometheus.middleware import PrometheusAfterMiddleware
from prometheus_client import CONTENT_TYPE_LATEST

from cms.operations.metrics.exposition import exposition

PATH = "/metrics"


class MetricsMiddleware:
    """Answers ``/metrics`` to whoever has the token, at whatever host is asked for.

    To all others, that is an address like any other at which nothing is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PATH or not _has_token(request):
            return self.get_response(request)
        headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        return HttpResponse(exposition(), headers=headers)


class ViewsMiddleware(PrometheusAfterMiddleware):
    """Counts requests by view, and by those methods only that there are.

    django-prometheus takes any method for one of its figures: who made some up would fill memory.
    """

    def label_metric(
        self, metric: Any, request: HttpRequest, response: Any = None, **labels: Any
    ) -> Any:
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)


def _has_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and secrets.compare_digest(given.encode(), f"Bearer {token}".encode())
