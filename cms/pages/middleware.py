"""The language of a request: the one in its path, and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from cms.languages import DEFAULT_LANGUAGE


class LanguageFromPathMiddleware:
    """Activate the language that the path begins with (``/he/…``), else the default one.

    Django's LocaleMiddleware would also ask cookies and ``Accept-Language``, on which no public
    answer may depend, and would turn a missing API address into a redirect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = translation.get_language_from_path(request.path_info) or DEFAULT_LANGUAGE.code
        with translation.override(code):
            request.LANGUAGE_CODE = code
            return self.get_response(request)
