"""What a load balancer or an orchestrator asks: ``/healthz`` and ``/readyz``."""

from collections.abc import Callable

from django.core.cache import caches
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from cms.operations.migrated import newest_migrations


class HealthMiddleware:
    """Answers both before anything else is looked at: they are asked for by address, not by name.

    ``/healthz`` says that the process takes requests; a process that does not is to be started
    anew. ``/readyz`` says whether it can answer readers, with status 503 where it cannot; such a
    process is to be left out until it can. Neither says why: that is in the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return _answer(HttpResponse("ok", content_type="text/plain"))
        if request.path_info == "/readyz":
            said = {"database": database_state(), "cache": cache_state()}
            # Without the cache, answers are slower, and right.
            return _answer(JsonResponse(said, status=200 if said["database"] == "ok" else 503))
        return self.get_response(request)


def database_state() -> str:
    """Return whether the database answers, and has the tables that this code wants."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "ok" if _is_migrated() else "not migrated"
    except Error:
        return "unreachable"


def _is_migrated() -> bool:
    """Whether all migrations are applied. Once they are, nobody has to look again."""
    global _was_migrated  # noqa: PLW0603  it is of the process
    _was_migrated = _was_migrated or newest_migrations() is not None
    return _was_migrated


_was_migrated = False


def cache_state() -> str:
    """Return whether the cache answers."""
    try:
        # Of the two in the same place, the one that says when it fails.
        caches["responses"].get("health")
    except Exception:  # each cache has exceptions of its own
        return "unreachable"
    return "ok"


def _answer(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
