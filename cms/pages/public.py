"""What the public can reach: the pages that are live, not private, and in a site's trees."""

from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction, Site

from cms.delivery.tags import PAGES, pages_tag, row_tags
from cms.languages import Language, get_language
from cms.pages.front_end import front_end_of
from cms.representation.references import Reading


@dataclass(frozen=True)
class Root:
    """A site's root page in one language.

    Attributes:
        site_id: the site.
        origin: scheme, host and port, without a slash at the end.
        language: the language of the tree below it.
        locale_id: Wagtail's Locale of that language.
        page_id: the root page.
        tree_path: its path in Wagtail's page tree.
        url_path: its Wagtail url_path, with which those below it begin.
        live: whether the root page is.
    """

    site_id: int
    origin: str
    language: Language
    locale_id: int
    page_id: int
    tree_path: str
    url_path: str
    live: bool


@dataclass(frozen=True)
class Address:
    """Where a page is found. Both are percent-encoded, and ``html_url`` ends with ``path``."""

    path: str
    html_url: str


def origin_of(site: Site) -> str:
    """Return the scheme, host and port at which readers find a site.

    That is its front end, where it has one. A site that still has Wagtail's placeholder for a
    hostname is where this server is.
    """
    return origin_at(site.hostname, site.root_url)


def origin_at(hostname: str, root_url: str) -> str:
    """Return the same of a site of which only this is known."""
    front_end = front_end_of(hostname)
    if front_end is not None:
        return front_end
    return str(settings.BASE_URL) if hostname == "localhost" else root_url


class PublicSite:
    """What an anonymous reader of one site can reach.

    Attributes:
        site: the site that is read.
        roots: the root pages of its trees, one a language.
        tags: what an answer that is made of its pages depends on: those of the reading.
    """

    def __init__(self, site: Site | None, roots: list[Root], closed: tuple[str, ...]) -> None:
        self.site = site
        self.tags: set[str] = set()
        self._all_roots = roots
        self._closed = closed
        self.roots = [root for root in roots if site is not None and root.site_id == site.pk]

    @classmethod
    def load(cls, request: Any, site: Site | None = None) -> "PublicSite":
        """Load what is needed, in a constant number of queries.

        Args:
            request: names the site, by its host, when none is given.
            site: another site than that.
        """
        sites = list(Site.objects.select_related("root_page"))
        keys = {site.root_page.translation_key for site in sites}
        pages = list(Page.objects.filter(translation_key__in=keys).select_related("locale"))
        # Where the root pages of several sites are translations of each other, a tree is first of
        # all that of the site whose root it is, else of the default site.
        sites.sort(key=lambda site: not site.is_default_site)
        sites_and_pages = sorted(
            product(sites, pages), key=lambda pair: pair[0].root_page_id != pair[1].pk
        )
        roots = [
            Root(
                site_id=site.pk,
                origin=origin_of(site),
                language=get_language(page.locale.language_code),
                locale_id=page.locale_id,
                page_id=page.pk,
                tree_path=page.path,
                url_path=page.url_path,
                live=page.live,
            )
            for site, page in sites_and_pages
            if site.root_page.translation_key == page.translation_key
        ]
        # The deepest first, for a site inside another site.
        roots.sort(key=lambda root: root.tree_path, reverse=True)
        closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
        return cls(site or Site.find_for_request(request), roots, closed)

    def root(self, language: Language) -> Root | None:
        """Return this site's root page in a language, or None when it has none."""
        return next((root for root in self.roots if root.language == language), None)

    def root_of(self, page: Any) -> Root | None:
        """Return the root that a page stands below (or is), on whichever site, or None."""
        return next(
            (root for root in self._all_roots if page.path.startswith(root.tree_path)), None
        )

    def language_of(self, page: Any) -> Language:
        """Return the language that a page speaks."""
        for root in self._all_roots:
            if root.locale_id == page.locale_id:
                return root.language
        return get_language(page.locale.language_code)

    def address(self, page: Any) -> Address | None:
        """Return where a page is, live or not; None when it is in no site's tree."""
        root = self.root_of(page)
        if root is None:
            return None
        path = f"/{root.language.code}/{quote(page.url_path[len(root.url_path) :])}"
        return Address(path=path, html_url=root.origin + path)

    def link(self, page: Any) -> str:
        """Return what leads to a public page: a path on this site, a whole address to others."""
        root, address = self.root_of(page), self.address(page)
        assert root is not None, "a public page is in a site's tree"
        assert address is not None, "a public page has an address"
        here = self.site is not None and root.site_id == self.site.pk
        return address.path if here else address.html_url

    def is_public(self, page: Any) -> bool:
        """Whether everybody may read a page: live, not private, and in a site's tree."""
        return (
            page.live and not page.path.startswith(self._closed) and self.root_of(page) is not None
        )

    def pages(self, model: type[Page] = Page, language: Language | None = None) -> Any:
        """Return this site's public pages of a model, in a language or in all.

        Whoever asks lists them: the answer depends on each page that may come to them.

        Args:
            model: the page type. Its own kind of queryset is returned.
            language: the language; none of the pages where the site has no tree in it.
        """
        if language is None:
            self.tags.add(PAGES)
            return self.unlisted(model)
        self.tags.add(pages_tag(language.code))
        root = self.root(language)
        return self.unlisted(model).filter(locale=root.locale_id) if root else model.objects.none()

    def unlisted(self, model: type[Page] = Page) -> Any:
        """Return the same of all languages, to whom names what it takes from them in ``tags``."""
        trees = Q(pk__in=[])
        for root in self.roots:
            trees |= Q(path__startswith=root.tree_path)
        pages = model._default_manager.filter(trees, live=True)
        for path in self._closed:
            pages = pages.exclude(path__startswith=path)
        return pages

    def home_languages(self) -> list[Language]:
        """Return the languages in which the site has a home page that is public."""
        self.tags.update(row_tags(Page, (root.page_id for root in self.roots)))
        return [
            root.language
            for root in self.roots
            if root.live and not root.tree_path.startswith(self._closed)
        ]


def public_site(reading: Reading) -> PublicSite:
    """Return the public site of a reading. Call it as ``reading.once(public_site)``."""
    public = PublicSite.load(reading.request, reading.site)
    public.tags = reading.tags
    return public
