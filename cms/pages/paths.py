"""From an address to the page that is there."""

import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

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
    if not _some_pages_route():
        return None
    public.tags.add(ANYTHING)
    routed = route(root, slugs, request)
    return None if routed is None else routed[0]


def find_elsewhere(public: PublicSite, path: str, request: Any) -> Page | None:
    """Return a public page at the same place in another language than the path's, or None.

    The same place has the same slugs; or it has those that are left below a translation of the
    page that the path's beginning leads to. So ``/fr/articles/doors/`` is the place of
    ``/en/stories/doors/``, where ``/fr/articles/`` is a translation of ``/en/stories/``.

    Args:
        public: the site.
        path: see :func:`split_path`; one at which there is no public page.
        request: for pages with routes of their own below their path.
    """
    language, slugs = split_path(path)
    if not slugs or _some_pages_route():
        return _find_at_same_slugs(public, slugs, request)
    if any("\x00" in slug for slug in slugs):
        return None
    public.tags.update(pages_tag(root.language.code) for root in public.roots)
    own = public.root(language)
    lengths = range(len(slugs) - 1, 0, -1)
    beginnings = {_url_path(own, slugs[:length]): length for length in lengths} if own else {}
    at_same_slugs = [_url_path(root, slugs) for root in public.roots]
    found = _find_public(public, [*at_same_slugs, *beginnings], slugs)
    for url_path in at_same_slugs:
        if url_path in found:
            return found[url_path]
    above = next((url_path for url_path in beginnings if url_path in found), None)
    if above is None:
        return None
    rest = slugs[beginnings[above] :]
    translations = Page.objects.filter(translation_key=found[above].translation_key, live=True)
    below = [
        f"{page.url_path}{'/'.join(rest)}/"
        for page in translations.filter(alias_of=None).order_by("locale_id")
        if public.is_public(page)
    ]
    candidates = _find_public(public, below, rest[-1:])
    return next((candidates[url_path] for url_path in below if url_path in candidates), None)


def _find_at_same_slugs(public: PublicSite, slugs: list[str], request: Any) -> Page | None:
    for root in public.roots:
        # Encoded again, as it is decoded again.
        path = "/".join(["", root.language.code, *map(quote, slugs), ""])
        page = find_page(public, path, request)
        if page is not None and public.is_public(page):
            return page
    return None


def _find_public(public: PublicSite, url_paths: list[str], slugs: list[str]) -> dict[str, Page]:
    """Return the site's public pages at these of Wagtail's url_paths, which end in these slugs."""
    found = _AT_URL_PATH.ask(url_path=url_paths, slug=slugs)
    return {
        page.url_path: page
        for page in found
        if public.is_public(page) and public.root_of(page) in public.roots
    }


def _url_path(root: Root, slugs: list[str]) -> str:
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
    found = _AT_URL_PATH.ask(url_path=[_url_path(root, slugs)], slug=slugs[-1:])
    return next((page for page in found if page.path.startswith(root.tree_path)), None)


def route(root: Root, slugs: list[str], request: Any) -> Any:
    """Return what Wagtail serves below a root page, as it routes it, or None."""
    try:
        return Page.objects.get(pk=root.page_id).specific.route(request, slugs)
    except Http404:
        return None


@lru_cache(maxsize=1)
def _some_pages_route() -> bool:
    """Whether any page type serves paths below its own, as Wagtail's RoutablePageMixin does."""
    return any(model.route is not Page.route for model in get_page_models())
