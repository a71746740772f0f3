"""The same place in another language.

The same place has the same slugs; or it has those that are left below a translation of the page
that the path's beginning leads to. So ``/fr/articles/doors/`` is the place of
``/en/stories/doors/``, where ``/fr/articles/`` is a translation of ``/en/stories/``.
"""

from typing import Any
from urllib.parse import quote

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import family_tag, pages_tag
from cms.pages.families import Family, PageFamilies
from cms.pages.paths import find_page, some_pages_route, split_path, url_path_of
from cms.pages.public import PublicSite
from cms.queries.among import Keys
from cms.queries.seen import seen
from cms.queries.statement import Given, Statement
from cms.representation.references import Reading

#: The live pages at these of Wagtail's url_paths, or with these keys, and all that are translations
#: of them. By the slug, too, which has an index.
_FAMILIES_AT = Statement(
    lambda: seen(
        Page.objects.filter(
            translation_key__in=Page.objects.filter(
                Q(url_path__among=Keys("url_paths"), slug__among=Keys("slugs"))
                | Q(pk__among=Keys("keys")),
                live=True,
            ).values("translation_key"),
            live=True,
        ).order_by("path")
    )
)

_KIND = PageFamilies()


class Elsewhere:
    """Where else the place is that a path names, at which there is no public page.

    It is found in two queries. The first one has its question here, to be asked together with
    others; where it is enough, there is no second.

    Attributes:
        question: what to ask for first.
    """

    def __init__(self, public: PublicSite, path: str, reading: Reading) -> None:
        """Prepare to find it.

        Args:
            public: the site.
            path: see :func:`cms.pages.paths.split_path`.
            reading: the answer that it is for.
        """
        self._public = public
        self._reading = reading
        language, self._slugs = split_path(path)
        sound = not any("\x00" in slug for slug in self._slugs)
        own = public.root(language)
        self._at_same_slugs: list[str] = []
        self._beginnings: dict[str, int] = {}
        if self._slugs and sound:
            self._at_same_slugs = [url_path_of(root, self._slugs) for root in public.roots]
            lengths = range(len(self._slugs) - 1, 0, -1)
            if own is not None:
                self._beginnings = {url_path_of(own, self._slugs[:n]): n for n in lengths}
        self._roots = [] if self._slugs else [root.page_id for root in public.roots]
        self.question: tuple[Statement, Given] = (_FAMILIES_AT, self._given(self._slugs))

    def _given(self, slugs: list[str]) -> Given:
        url_paths = [*self._at_same_slugs, *self._beginnings]
        return {"url_paths": url_paths, "slugs": slugs if url_paths else [], "keys": self._roots}

    def find(self, pages: list[Any]) -> Family | None:
        """Return the family of the page that is there in another language, the page as ``page``.

        Args:
            pages: what was found for the question.
        """
        if some_pages_route():
            return self._find_routed()
        self._reading.tags.update(pages_tag(root.language.code) for root in self._public.roots)
        here = self._here(pages)
        if not self._slugs:
            by_key = {page.pk: page for page in here.values()}
            keys = (key for key in self._roots if key in by_key)
            found = next((by_key[key] for key in keys), None)
        else:
            found = next((here[path] for path in self._at_same_slugs if path in here), None)
        return self._find_below(pages, here) if found is None else self._family(found, pages)

    def _find_below(self, pages: list[Any], here: dict[str, Any]) -> Family | None:
        """Find it below the translations of a page above."""
        beginning = next((path for path in self._beginnings if path in here), None)
        if beginning is None:
            return None
        above, rest = here[beginning], self._slugs[self._beginnings[beginning] :]
        below = [
            f"{page.url_path}{'/'.join(rest)}/"
            for page in sorted(pages, key=lambda page: page.locale_id)
            if page.translation_key == above.translation_key
            and page.alias_of_id is None
            and self._public.is_public(page)
        ]
        pages = _FAMILIES_AT.ask(url_paths=below, slugs=rest[-1:], keys=[])
        there = self._here(pages)
        found = next((there[path] for path in below if path in there), None)
        return None if found is None else self._family(found, pages)

    def _here(self, pages: list[Any]) -> dict[str, Any]:
        """Return the site's own public pages among these, by their url_paths."""
        public = self._public
        return {
            page.url_path: page
            for page in pages
            if public.is_public(page) and public.root_of(page) in public.roots
        }

    def _family(self, page: Any, pages: list[Any]) -> Family:
        self._reading.tags.add(family_tag(page.translation_key))
        family: Family = _KIND.sort(pages, [page.pk], self._reading)[page.pk]
        return family

    def _find_routed(self) -> Family | None:
        """Find it where pages serve paths below their own, which only they know."""
        for root in self._public.roots:
            # Encoded again, as it is decoded again.
            path = "/".join(["", root.language.code, *map(quote, self._slugs), ""])
            page = find_page(self._public, path, self._reading.request)
            if page is not None and self._public.is_public(page):
                family: Family = _KIND.fetch([page.pk], self._reading)[page.pk]
                return family
        return None
