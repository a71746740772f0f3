"""What stands around all pages: the sites, their root pages, and what is private.

It is loaded in one query. A request that says which version of all public content it reads, as all
do that come through the response cache, finds what was loaded for the same version before.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from django.http.request import split_domain_port
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.delivery.journal import ask_beside, version_of_last_question
from cms.delivery.response_cache import VERSION
from cms.languages import LANGUAGES, Language
from cms.pages.front_end import origin_of
from cms.queries.statement import Statement


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
class Sites:
    """All sites.

    Attributes:
        sites: the sites.
        roots: the root pages of their trees, the deepest first.
        closed: the paths, in the page tree, of the pages that are private with all below them.
        languages: the language of each Wagtail Locale, by its key.
    """

    sites: tuple[Site, ...]
    roots: tuple[Root, ...]
    closed: tuple[str, ...]
    languages: dict[int, Language]

    @cached_property
    def deepest(self) -> int:
        """The length of the longest path of a root page."""
        return max((len(root.tree_path) for root in self.roots), default=0)

    def for_request(self, request: Any) -> Site | None:
        """Return the site that a request is for, as Wagtail's ``Site.find_for_request`` does.

        A site with the request's host and port comes first, then one with the host that is the
        default one, then the only one with the host, then the default one.
        """
        if request is None:
            return None
        hostname = split_domain_port(request._get_raw_host())[0]
        port = int(request.get_port())
        named = [site for site in self.sites if site.hostname == hostname]
        exact = [site for site in named if site.port == port]
        defaults = [site for site in self.sites if site.is_default_site]
        if exact:
            return exact[0]
        if defaults:
            return named[0] if len(named) == 1 and defaults[0] not in named else defaults[0]
        return named[0] if len(named) == 1 else None


_SITES = Statement(Site.objects.all)
_ROOT_PAGES = Statement(
    lambda: Page.objects.filter(
        translation_key__in=Page.objects.filter(sites_rooted_here__isnull=False).values(
            "translation_key"
        )
    ).values_list("pk", "translation_key", "locale_id", "path", "url_path", "live")
)
_CLOSED = Statement(lambda: PageViewRestriction.objects.values_list("page__path"))
#: An alias is as private as what it is an alias of; see Wagtail's ``Page.get_view_restrictions``.
_CLOSED_ALIASES = Statement(
    lambda: PageViewRestriction.objects.filter(page__aliases__isnull=False).values_list(
        "page__aliases__path"
    )
)
_LOCALES = Statement(lambda: Locale.all_objects.values_list("pk", "language_code"))


def load_sites() -> Sites:
    """Load all sites, in one query."""
    sites, pages, closed, aliases, locales = ask_beside(
        [(_SITES, {}), (_ROOT_PAGES, {}), (_CLOSED, {}), (_CLOSED_ALIASES, {}), (_LOCALES, {})]
    )
    spoken = {language.code: language for language in LANGUAGES}
    languages = {pk: spoken[code] for pk, code in locales if code in spoken}
    keys = {pk: key for pk, key, *_ in pages}
    # Where the root pages of several sites are translations of each other, a tree is first of
    # all that of the site whose root it is, else of the default site.
    sites.sort(key=lambda site: not site.is_default_site)
    sites_and_pages = sorted(
        product(sites, pages), key=lambda pair: pair[0].root_page_id != pair[1][0]
    )
    roots = [
        Root(
            site_id=site.pk,
            origin=origin_of(site),
            language=languages[locale_id],
            locale_id=locale_id,
            page_id=pk,
            tree_path=path,
            url_path=url_path,
            live=live,
        )
        for site, (pk, key, locale_id, path, url_path, live) in sites_and_pages
        if keys[site.root_page_id] == key
    ]
    # The deepest first, for a site inside another site.
    roots.sort(key=lambda root: root.tree_path, reverse=True)
    private = sorted({path for (path,) in (*closed, *aliases)})
    return Sites(tuple(sites), tuple(roots), tuple(private), languages)


#: What was loaded last, and the version that it was loaded at.
_last: tuple[str, Sites] | None = None


def sites_for(request: Any) -> Sites:
    """Return all sites as a request may see them: at the version that it reads, or a later one.

    What is of a later one serves nobody else, who would have it beside what was read before.
    """
    global _last  # noqa: PLW0603  two threads that load the same do no harm
    version = None if request is None else request.META.get(VERSION)
    if version is None:
        return load_sites()
    last = _last
    if last is not None and last[0] == version:
        return last[1]
    sites = load_sites()
    # SQLite does not say at which version: whoever asks it looks again at the end.
    if version_of_last_question() in (version, None):
        _last = (version, sites)
    return sites
