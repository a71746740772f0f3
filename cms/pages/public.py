"""What the public can reach: the pages that are live, not private, and in a site's trees."""

from collections.abc import Hashable, Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import Q
from wagtail.models import Page, Site

from cms.delivery.tags import PAGES, pages_tag, row_tags
from cms.languages import Language, get_language
from cms.pages.sites import Root, Sites, sites_for
from cms.queries import below  # noqa: F401  it registers the lookup
from cms.representation.references import Reading

_quoted = lru_cache(maxsize=4096)(quote)


class Address(NamedTuple):
    """Where a page is found.

    Attributes:
        path: percent-encoded.
        html_url: the whole address, which ends with the path.
        is_here: whether that is on the site that is read.
    """

    path: str
    html_url: str
    is_here: bool


class PublicSite:
    """What an anonymous reader of one site can reach.

    Attributes:
        site: the site that is read. Its columns are for representations, and not what it refers to.
        roots: the root pages of its trees, one a language.
        tags: what an answer that is made of its pages depends on: those of the reading. What adds
            to them is for endpoints. Representations collect references.
    """

    def __init__(self, site: Site | None, sites: Sites) -> None:
        self.site = site
        self._site_id = None if site is None else site.pk
        self.tags: set[str] = set()
        self._sites = sites
        self._closed = sites.closed
        self.roots = [root for root in sites.roots if root.site_id == self._site_id]
        self._addresses: dict[Any, Address | None] = {}
        self._roots_above: dict[str, Root | None] = {}

    @classmethod
    def load(cls, request: Any, site: Site | None = None) -> "PublicSite":
        """Load what is needed, in one query at most.

        Args:
            request: names the site, by its host, when none is given.
            site: another site than that.
        """
        sites = sites_for(request)
        return cls(site or sites.for_request(request), sites)

    @cached_property
    def place(self) -> Hashable:
        """All that is read from here but the pages themselves: which are its own, and where."""
        languages = tuple(self._sites.languages.items())
        columns = () if self.site is None else self.site._meta.concrete_fields
        site = tuple(getattr(self.site, column.attname) for column in columns)
        return (site, self._sites.roots, self._closed, languages)

    def root(self, language: Language) -> Root | None:
        """Return this site's root page in a language, or None when it has none."""
        return next((root for root in self.roots if root.language == language), None)

    def root_of(self, page: Any) -> Root | None:
        """Return the root that a page stands below (or is), on whichever site, or None."""
        # As much of the path as the deepest root's decides.
        beginning = page.path[: self._sites.deepest]
        if beginning not in self._roots_above:
            roots = self._sites.roots
            above = (root for root in roots if beginning.startswith(root.tree_path))
            self._roots_above[beginning] = next(above, None)
        return self._roots_above[beginning]

    def language_of(self, page: Any) -> Language:
        """Return the language that a page speaks."""
        # Django's way to a foreign key's own value is long, and there are many pages.
        language = self._sites.languages.get(page.__dict__.get("locale_id"))
        return get_language(page.locale.language_code) if language is None else language

    def locale_id(self, language: Language) -> int | None:
        """Return the key of Wagtail's Locale of a language, or None when there is none."""
        locales = self._sites.languages.items()
        return next((pk for pk, spoken in locales if spoken == language), None)

    def address(self, page: Any) -> Address | None:
        """Return where a page is, live or not; None when it is in no site's tree."""
        # Not its key: a draft of a page may be elsewhere than the page.
        place = (page.path, page.url_path)
        if place not in self._addresses:
            self._addresses[place] = self._address(page)
        return self._addresses[place]

    def _address(self, page: Any) -> Address | None:
        root = self.root_of(page)
        if root is None:
            return None
        path = f"/{root.language.code}/{_quoted(page.url_path[len(root.url_path) :])}"
        return Address(path, root.origin + path, root.site_id == self._site_id)

    def link(self, page: Any) -> str:
        """Return what leads to a public page: a path on this site, a whole address to others."""
        address = self.address(page)
        assert address is not None, "a public page has an address"
        return address.path if address.is_here else address.html_url

    def is_public(self, page: Any) -> bool:
        """Whether everybody may read a page: live, not private, and in a site's tree."""
        return (
            page.live and not page.path.startswith(self._closed) and self.root_of(page) is not None
        )

    def has(self, page: Any) -> bool:
        """Whether everybody may read a page on this site."""
        own = tuple(root.tree_path for root in self.roots)
        return page.path.startswith(own) and self.is_public(page)

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
        return public_pages(self.roots, self._closed, model)

    def home_languages(self) -> list[Language]:
        """Return the languages in which the site has a home page that is public."""
        self.tags.update(row_tags(Page, (root.page_id for root in self.roots)))
        return [
            root.language
            for root in self.roots
            if root.live and not root.tree_path.startswith(self._closed)
        ]


def public_pages(roots: Iterable[Root], closed: Iterable[str], model: type[Page] = Page) -> Any:
    """Return the pages of a model that everybody may read below some roots.

    Args:
        roots: the root pages of trees.
        closed: the paths of the pages that are private with all below them.
        model: the page type. Its own kind of queryset is returned.
    """
    trees = Q(pk__in=[])
    for root in roots:
        trees |= Q(path__below=root.tree_path)
    pages = model._default_manager.filter(trees, live=True)
    for path in closed:
        pages = pages.exclude(path__below=path)
    return pages


def public_site(reading: Reading) -> PublicSite:
    """Return the public site of a reading. Call it as ``reading.once(public_site)``."""
    public = PublicSite.load(reading.request, reading.site)
    public.tags = reading.tags
    return public
