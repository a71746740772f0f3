"""What stands around every page: the publication's texts and its navigation."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from cms.delivery.tags import menu_tag, model_tag
from cms.languages import LANGUAGES, Language
from cms.pages.public import PublicSite, public_site
from cms.pages.reader import language_of, reading_of, site_of
from cms.representation.compile import compile_model
from cms.representation.references import Reading, represent
from cms.representation.selection import exactly
from home.models import SiteSettings


def publication(reading: Reading, language: Language) -> dict[str, Any]:
    """Return what the publication says of itself: name, tagline, purpose, and ``fallback``."""
    site = reading.once(public_site).site
    reading.tags.add(model_tag(SiteSettings))
    row = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    representation = compile_model(SiteSettings, exactly("name", "tagline", "purpose"))
    [texts] = represent([row], representation, reading, language)
    return texts  # type: ignore[no-any-return]


def navigation(public: PublicSite, language: Language) -> list[dict[str, Any]]:
    """Return the pages that are shown in menus as a tree, in one query.

    A page stands in it when it and all the pages above it, up to the home page, are shown.
    """
    root = public.root(language)
    if root is None:
        return []
    public.tags.add(menu_tag(language.code))
    pages = public.unlisted(Page).filter(path__startswith=root.tree_path, show_in_menus=True)
    branches: dict[str, list[dict[str, Any]]] = {root.tree_path: []}
    for page in pages.exclude(pk=root.page_id).order_by("path"):
        siblings = branches.get(page.path[: -page.steplen])
        if siblings is not None:
            address = public.address(page)
            assert address is not None, "a public page has an address"
            branches[page.path] = []
            siblings.append(
                {
                    "id": page.pk,
                    "title": page.title,
                    "path": address.path,
                    "html_url": address.html_url,
                    "children": branches[page.path],
                }
            )
    return branches[root.tree_path]


def reader_context(request: HttpRequest) -> dict[str, Any]:
    """Add ``reader`` to templates. It is worked out only where a template asks for it."""
    return {"reader": Surroundings(request)}


class Surroundings:
    """The publication's texts and navigation, in the language of the request's path."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def language(self) -> Language:
        return language_of(self._request)

    @property
    def languages(self) -> tuple[Language, ...]:
        return LANGUAGES

    @property
    def home_path(self) -> str:
        return f"/{self.language.code}/"

    @cached_property
    def publication(self) -> dict[str, Any]:
        """Name, tagline and purpose; English where the language has none."""
        texts = publication(reading_of(self._request), self.language)
        # A publication that has not named itself yet still has to be called something.
        return {**texts, "name": texts["name"] or settings.WAGTAIL_SITE_NAME}

    @property
    def links(self) -> list[str]:
        """What applications put into the head of every page.

        Each ``reader_links`` hook takes the request, and returns the HTML of ``<link>`` elements.
        """
        return [links(self._request) for links in hooks.get_hooks("reader_links")]

    @cached_property
    def navigation(self) -> list[dict[str, Any]]:
        """The pages that are shown in menus, right below the home page."""
        return navigation(site_of(self._request), self.language)
