"""What stands around every page of the built-in reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from cms.languages import DEFAULT_LANGUAGE, LANGUAGES
from cms.pages.reader import language_of, read_pages, site_of
from cms.representation.selection import exactly
from home.models import SiteSettings


def reader_context(request: HttpRequest) -> dict[str, Any]:
    """Add ``reader`` to templates. It is worked out only where a template asks for it."""
    return {"reader": Surroundings(request)}


class Surroundings:
    """The publication's texts and navigation, in the language of the request's path."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._kept: dict[str, Any] = {}

    @property
    def language(self) -> Any:
        return language_of(self._request)

    @property
    def languages(self) -> Any:
        return LANGUAGES

    @property
    def publication(self) -> dict[str, str]:
        """Name, tagline and purpose; English where the language has none."""
        if "publication" not in self._kept:
            row = SiteSettings.objects.filter(site=site_of(self._request).site).first()
            columns = (self.language.code, DEFAULT_LANGUAGE.code)
            texts = {
                name: next(
                    filter(None, (getattr(row, f"{name}_{code}", "") for code in columns)), ""
                )
                for name in ("name", "tagline", "purpose")
            }
            # A publication that has not named itself yet still has to be called something.
            texts["name"] = texts["name"] or settings.WAGTAIL_SITE_NAME
            self._kept["publication"] = texts
        return self._kept["publication"]  # type: ignore[no-any-return]

    @property
    def home_path(self) -> str:
        return f"/{self.language.code}/"

    @property
    def navigation(self) -> list[dict[str, Any]]:
        """The pages that are shown in menus, right below the home page."""
        if "navigation" not in self._kept:
            public = site_of(self._request)
            root = public.root(self.language)
            pages: Any = []
            if root is not None:
                pages = public.pages(Page).filter(
                    path__startswith=root.tree_path,
                    depth=len(root.tree_path) // Page.steplen + 1,
                    show_in_menus=True,
                )
            selection = exactly("id", "title", "path")
            self._kept["navigation"] = read_pages(pages, self._request, selection)
        return self._kept["navigation"]  # type: ignore[no-any-return]
