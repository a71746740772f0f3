"""From an address to the page that is there."""

import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from django.http import Http404
from wagtail.models import Page, get_page_models

from cms.delivery.tags import ANYTHING, pages_tag
from cms.languages import DEFAULT_LANGUAGE, Language, get_language
from cms.pages.public import PublicSite
from cms.pages.sites import Root
from cms.queries.among import Keys
from cms.queries.seen import seen
from cms.queries.statement import Statement


def canonical_slug(slug: str) -> str:
    """Return a slug in the one way in which it is stored and looked up.

    That is Unicode's NFC, without the points of letters that are one character only outside of
    it, such as a Hebrew shin with its point: no slug can have a point of its own.
    """
    composed = unicodedata.normalize("NFC", slug)
    if composed == slug:
        return slug
    return "".join(character for character in composed if not unicodedata.combining(character))


def split_path(path: str) -> tuple[Language, list[str]]:
    """Split a path into its language and the slugs after it.

    Args:
        path: as in an address bar: raw or percent-encoded, in any Unicode normalisation, with
            or without slashes around it. One without a language is in the default language.
    """
    slugs = [canonical_slug(slug) for slug in unquote(path).split("/") if slug]
    try:
        return get_language(slugs[0] if slugs else ""), slugs[1:]
    except LookupError:
        return DEFAULT_LANGUAGE, slugs


def find_page(public: PublicSite, path: str, request: Any) -> Page | None:
    """Return the page that a site serves at a path, public or not, or None.

    Args:
        public: the site, whose tree for the path's language is searched.
        path: see :func:`split_path`.
        request: for pages with routes of their own below their path.
    """
    language, slugs = split_path(path)
    root = public.root(language)
    if root is None or any("\x00" in slug for slug in slugs):
        return None
    found = _find_live(root, slugs)
    if found is not None:
        return found
    # A page that comes there.
    public.tags.add(pages_tag(language.code))
    if not some_pages_route():
        return None
    public.tags.add(ANYTHING)
    routed = route(root, slugs, request)
    return None if routed is None else routed[0]


def url_path_of(root: Root, slugs: list[str]) -> str:
    """Return the url_path of Wagtail's that a page has at slugs below a root page."""
    return root.url_path + "".join(f"{slug}/" for slug in slugs)


#: By the slug, too, which has an index.
_AT_URL_PATH = Statement(
    lambda: seen(
        Page.objects.filter(
            url_path__among=Keys("url_path"), slug__among=Keys("slug"), live=True
        ).order_by("path")
    )
)
_ROOT_PAGE = Statement(lambda: seen(Page.objects.filter(pk__among=Keys(), live=True)))


def _find_live(root: Root, slugs: list[str]) -> Page | None:
    """Return the live page at the end of slugs below a root page, or the root page itself."""
    if not slugs:
        return next(iter(_ROOT_PAGE.ask(keys=[root.page_id])), None)
    found = _AT_URL_PATH.ask(url_path=[url_path_of(root, slugs)], slug=slugs[-1:])
    return next((page for page in found if page.path.startswith(root.tree_path)), None)


def route(root: Root, slugs: list[str], request: Any) -> Any:
    """Return what Wagtail serves below a root page, as it routes it, or None."""
    try:
        return Page.objects.get(pk=root.page_id).specific.route(request, slugs)
    except Http404:
        return None


@lru_cache(maxsize=1)
def some_pages_route() -> bool:
    """Whether any page type serves paths below its own, as Wagtail's RoutablePageMixin does."""
    return any(model.route is not Page.route for model in get_page_models())
