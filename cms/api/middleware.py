"""Reading the public API knows no cookies."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class NoCookiesMiddleware:
    """Take the cookies out of requests to the public API, before anything can look at them.

    Otherwise a cookie that a browser still has of a session long over makes Django answer with
    ``Vary: Cookie`` and ``Set-Cookie``, also where the answer is the same for everybody. And the
    response cache goes by it: it gives kept answers to whoever is logged in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._paths = tuple(settings.COOKIELESS_PATHS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self._paths):
            request.COOKIES = {}
        return self.get_response(request)
