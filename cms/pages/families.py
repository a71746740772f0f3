"""Pages that others refer to, fetched together with their translations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.delivery.tags import PAGES, family_tag, row_tags
from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, Language
from cms.pages.public import public_site
from cms.queries.among import Keys
from cms.queries.seen import seen
from cms.queries.statement import Given
from cms.representation.base import Representation, Schema, nullable
from cms.representation.compile import field_names
from cms.representation.models import ModelRepresentation
from cms.representation.references import AskedKind, Fetched, Reading, References


class Family(NamedTuple):
    """A page and its translations, of which only public ones are here.

    Attributes:
        page: the page itself, or None when it is not public.
        translations: the pages that say the same, itself included, by language code.
            Aliases are no translations.
        translation_key: what all of them have in common.
    """

    page: Any
    translations: dict[str, Any]
    translation_key: Any = None

    def in_language(self, language: Language) -> Any:
        """Return the translation in a language, else the page itself, else None."""
        return self.translations.get(language.code) or self.page

    def default(self) -> Any:
        """Return the translation to give to readers of no known language, or None."""
        codes = [DEFAULT_LANGUAGE.code, *(language.code for language in LANGUAGES)]
        return next((self.translations[code] for code in codes if code in self.translations), None)


class Parent(NamedTuple):
    """The key of a page's parent: its path in the page tree."""

    tree_path: str


@dataclass(frozen=True, eq=False)
class PageFamilies(AskedKind):
    """Families of pages, by a member's primary key or, for a parent, by its path.

    Attributes:
        model: what the pages are read as.
        only: the fields of them that are needed; without any, all that readers may see.
    """

    model: type[Page] = Page
    only: tuple[str, ...] = ()

    @property
    def within(self) -> "PageFamilies | None":  # type: ignore[override]
        return PageFamilies(self.model) if self.only else None

    def queryset(self) -> "QuerySet[Any, Any]":
        # Two questions cost PostgreSQL less than one with an OR in it.
        by_key, by_path = (
            Page.objects.filter(wanted).order_by().values("translation_key")
            for wanted in (Q(pk__among=Keys()), Q(path__among=Keys("tree_paths")))
        )
        families = by_key.union(by_path, all=True)
        pages: Any = self.model._default_manager.filter(translation_key__in=families)
        pages = pages.only(*self.only) if self.only else seen(pages)
        return pages.order_by()  # type: ignore[no-any-return]

    def given(self, keys: list[Any]) -> Given:
        return {
            "keys": [key for key in keys if not isinstance(key, Parent)],
            "tree_paths": [key.tree_path for key in keys if isinstance(key, Parent)],
        }

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        public = reading.once(public_site)
        seen_by_all: set[Any] = set()
        # By a UUID's number: the hash of a UUID is made in Python.
        translations: dict[int, dict[str, Any]] = defaultdict(dict)
        by_key: dict[Any, Any] = {}
        by_path: dict[str, Any] = {}
        for page in rows:
            by_key[page.id] = by_path[page.path] = page
            if public.is_public(page):
                seen_by_all.add(page.id)
                # Django's way to a foreign key's own value is long, and there are many pages.
                if page.__dict__["alias_of_id"] is None:
                    translations[page.translation_key.int][public.language_of(page).code] = page
        found: dict[Any, Family] = {}
        for key in keys:
            page = by_path.get(key.tree_path) if isinstance(key, Parent) else by_key.get(key)
            if page is not None:
                seen_page = page if page.id in seen_by_all else None
                family_key = page.translation_key
                found[key] = Family(seen_page, translations[family_key.int], family_key)
        return found

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        for key in keys:
            family = found.get(key)
            if family is not None:
                # A translation that comes or goes names its family, and so does a change of what
                # every page has.
                yield family_tag(family.translation_key)
            if (family is None or family.page is None) and not isinstance(key, Parent):
                # The key of what readers do not see is in no answer.
                yield PAGES
            if family is not None and self.model is not Page:
                yield from row_tags(Page, (page.pk for page in self.members(family)))

    def members(self, value: Any) -> Iterable[Any]:
        return {
            id(page): page for page in (value.page, *value.translations.values()) if page
        }.values()


class PagePointer(Representation):
    """A page's key, represented as the page; null when the public cannot reach it.

    Args:
        target: represents the page.
        localized: whether the page's translation stands for it where there is one.
    """

    def __init__(self, target: ModelRepresentation, localized: bool = False) -> None:
        # What every page has is read from Wagtail's page table, together with parents and links.
        own_fields = set(target.fields) - set(field_names(Page)[0]) - set(field_names(Page)[1])
        self._kind = PageFamilies(target.model if own_fields else Page)
        self._target = target
        self._localized = localized

    def collect(self, raw: Any, references: References) -> None:
        if raw is not None:
            references.add(self._kind, raw, self._target)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        family = None if raw is None else fetched.get(self._kind, raw)
        if family is None:
            return None
        page = family.in_language(language) if self._localized else family.page
        return None if page is None else fetched.render_once(self._target, page, language)

    def schema(self) -> Schema:
        return nullable(self._target.schema())
