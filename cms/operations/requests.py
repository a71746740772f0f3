"""A line in the log for each request that reaches Django, and an id that it is known by."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django_structlog.middlewares import RequestMiddleware
from django_structlog.signals import bind_extra_request_finished_metadata
from structlog.contextvars import bind_contextvars, clear_contextvars

#: The header that has the id, of requests and of answers.
HEADER = "X-Request-ID"

#: What an id may be that a proxy gives.
_SANE = re.compile(r"[\w=+/-]{8,128}", re.ASCII)

#: Parts of paths that let in whoever knows them, by their names in Django's patterns.
_SECRET = ("token", "uidb64")


class RequestLogMiddleware(RequestMiddleware):
    """Writes what was asked for and how it went, and nothing of who asked.

    No network address, user, session, or browser, and no query, which may hold what somebody looks
    for, or a token. Answers that the response cache gives do not come here: they are not logged.
    """

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = cast(HttpResponse, super().__call__(request))
        response[HEADER] = request.request_id  # type: ignore[attr-defined]
        return response

    def prepare(self, request: HttpRequest) -> None:
        """Give what is logged from here on the request's id."""
        clear_contextvars()
        request.request_id = request_id(request)  # type: ignore[attr-defined]
        request.began_at = time.perf_counter()  # type: ignore[attr-defined]
        bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return method and path, without what is secret in it."""
        path = request.path
        found = getattr(request, "resolver_match", None) or _would_answer(path)
        parts = found.kwargs if found else {}
        for name in _SECRET:
            if parts.get(name):
                path = path.replace(str(parts[name]), "…")
        return f"{request.method} {path}"


def request_id(request: HttpRequest) -> str:
    """Return the id that the proxy in front gave a request, else a new one."""
    given = request.headers.get(HEADER, "") if settings.REST_FRAMEWORK["NUM_PROXIES"] else ""
    return given if _SANE.fullmatch(given) else uuid.uuid4().hex


def _would_answer(path: str) -> ResolverMatch | None:
    """Return the view of a path that was led elsewhere before a view was looked for."""
    try:
        return resolve(f"{path.rstrip('/')}/")
    except Resolver404:
        return None


def add_view_and_time(request: HttpRequest, log_kwargs: dict[str, Any], **kwargs: Any) -> None:
    """Add which view answered, and how long it took."""
    found = getattr(request, "resolver_match", None)
    if found:
        log_kwargs["view"] = found.view_name
    seconds = time.perf_counter() - request.began_at  # type: ignore[attr-defined]
    log_kwargs["milliseconds"] = round(seconds * 1000, 1)


bind_extra_request_finished_metadata.connect(add_view_and_time)
