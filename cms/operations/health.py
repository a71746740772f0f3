"""What a load balancer or an orchestrator asks: ``/healthz`` and ``/readyz``."""

from collections.abc import Callable

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse


class HealthMiddleware:
    """Answers both before anything else is looked at: they are asked for by address, not by name.

    ``/healthz`` says that the process takes requests; a process that does not is to be started
    anew. ``/readyz`` says whether it can answer readers, with status 503 where it cannot; such a
    process is to be left out until it can. Neither says why: that is in the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return _answer(HttpResponse("ok", content_type="text/plain"))
        if request.path == "/readyz":
            parts = {"database": database_answers(), "cache": cache_answers()}
            # Without the cache, answers are slower, and right.
            status = 200 if parts["database"] else 503
            said = {name: "ok" if is_well else "unreachable" for name, is_well in parts.items()}
            return _answer(JsonResponse(said, status=status))
        return self.get_response(request)


def database_answers() -> bool:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def cache_answers() -> bool:
    """Whether the cache answers."""
    try:
        # Of the two in the same place, the one that says when it fails.
        caches["responses"].get("health")
    except Exception:
        return False
    return True


def _answer(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
