"""The language of a request: the one in its path, and nothing else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.views import serve

from cms.documents.paths import DOCUMENTS
from cms.languages import DEFAULT_LANGUAGE
from cms.pages.paths import route
from cms.pages.reader import language_of, site_of


class LanguageFromPathMiddleware:
    """Activate the language that the path begins with (``/he/…``), else the default one.

    Django's LocaleMiddleware would also ask cookies and ``Accept-Language``, on which no public
    answer may depend, and would turn a missing API address into a redirect. Documents have no
    language, and what leads readers to the form that opens one is for whoever asks: there, the
    browser's counts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = translation.get_language_from_path(request.path_info) or (
            translation.get_language_from_request(request)
            if request.path_info.startswith(DOCUMENTS)
            else DEFAULT_LANGUAGE.code
        )
        with translation.override(code):
            request.LANGUAGE_CODE = code
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Have Wagtail look for a page in the tree of the path's language only.

        Left alone, it goes on in the tree of the default language where the home page is not
        live in the path's own, and serves English pages as Hebrew ones.
        """
        if view is serve:
            root = site_of(request).root(language_of(request))
            slugs = [slug for slug in args[0].split("/") if slug]
            # Where Wagtail keeps what it has found.
            request._wagtail_route_for_request = (  # type: ignore[attr-defined]
                None if root is None else route(root, slugs, request)
            )
