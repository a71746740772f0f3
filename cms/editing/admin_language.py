"""The admin speaks the browser's language, until somebody chooses one in their account."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from cms.editing.paths import is_for_admin


class AdminLanguageMiddleware:
    """Activate what the browser asks for, which Wagtail's own choice for a user goes before.

    So is the page on which they log in, and what they see before they have chosen anything.
    Public answers never depend on it: see :mod:`cms.pages.middleware`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_admin(request):
            return self.get_response(request)
        with translation.override(translation.get_language_from_request(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        return response
