"""Reading the public API knows no cookies."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NoCookiesMiddleware:
    """Take the cookies out of requests to the public API, before anything can look at them.

    Otherwise a cookie that a browser still has of a session long over makes Django answer with
    ``Vary: Cookie`` and ``Set-Cookie``, also where the answer is the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/v2/"):
            request.COOKIES = {}
        return self.get_response(request)
