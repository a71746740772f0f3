"""``meta.translation``: whether a page still says what its source says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page

from cms.languages import Language
from cms.pages.families import PageFamilies
from cms.queries.among import Keys
from cms.queries.listed import values_of
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.references import AskedKind, Fetched, Reading, References
from cms.representation.registry import describe_model, register_model
from cms.representation.schemas import DATE_TIME, INTEGER
from cms.translation.states import OUTDATED, SOURCE_CHANGED_AT, SOURCE_ID

FAMILIES = PageFamilies()


class Basis(NamedTuple):
    """What a translation says the same as.

    Attributes:
        source_id: the source's key.
        is_outdated: whether the source says something else by now.
        changed_at: when a text of the source last changed.
    """

    source_id: int
    is_outdated: bool
    changed_at: Any


@dataclass(frozen=True, eq=False)
class Bases(AskedKind):
    """The basis of each page that is a translation, by the page's key.

    It is asked for with the page's family.
    """

    def queryset(self) -> "QuerySet[Any, Any]":
        translations = Page.objects.filter(pk__among=Keys(), confirmation__isnull=False).order_by()
        states = translations.annotate(
            source=SOURCE_ID, is_outdated=OUTDATED, changed_at=SOURCE_CHANGED_AT
        )
        return values_of(states, "pk", "source", "is_outdated", "changed_at")

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {page: Basis(*basis) for page, *basis in rows}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return ()  # the family that it is asked for with has the same


BASES = Bases()


class TranslationState(Representation):
    """The state of a translation whose source is public; null for every other page."""

    def collect(self, raw: Any, references: References) -> None:
        references.add(FAMILIES, raw.pk)
        references.add(BASES, raw.pk)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        family = fetched.get(FAMILIES, raw.pk)
        if family is None or family.page is None:
            return None
        basis = fetched.get(BASES, raw.pk)
        public = {translation.pk for translation in family.translations.values()}
        if basis is None or basis.source_id not in public:
            return None
        return {
            "state": "outdated" if basis.is_outdated else "current",
            "source_id": basis.source_id,
            "source_changed_at": basis.changed_at,
        }

    def schema(self) -> Schema:
        state = closed_object(
            {
                "state": {"type": "string", "enum": ["current", "outdated"]},
                "source_id": INTEGER,
                "source_changed_at": DATE_TIME,
            },
            title="Translation",
        )
        return nullable(state)


def register() -> None:
    """Give every page ``meta.translation``."""
    pages = describe_model(Page)
    register_model(
        Page,
        replace(
            pages,
            computed={**pages.computed, "translation": TranslationState()},
            meta=(*pages.meta, "translation"),
        ),
    )
