"""What is answered where the database is away, takes no changes, or has no room for them."""

import sys
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from cms.operations.errors import READ_ONLY, sqlstate

#: After how many seconds to try again.
RETRY_AFTER = 10


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed: 503 where the database is what failed, else 500.

    It is Django's ``handler500``, which is called while the exception is handled.
    """
    if not _is_of_database(sys.exc_info()[1]):
        return server_error(request)
    response: HttpResponse
    if request.path_info.startswith("/api/"):
        message = "the database does not take this now: try again in a moment"
        response = JsonResponse({"message": message})
    else:
        response = HttpResponse(render_to_string("503.html"))
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _is_of_database(error: BaseException | None) -> bool:
    """Whether the database is away, full, or only to be read; what is wrong with a query is not."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, DatabaseError) and sqlstate(error) == READ_ONLY
