"""``meta.translation``: whether a page still says what its source says."""

from dataclasses import replace
from typing import Any

from wagtail.models import Page

from cms.languages import Language
from cms.pages.families import PageFamilies, annotations
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.references import Fetched, References
from cms.representation.registry import describe_model, register_model
from cms.representation.schemas import DATE_TIME, INTEGER
from cms.translation.states import OUTDATED, SOURCE_CHANGED_AT, SOURCE_ID

FAMILIES = PageFamilies()


class TranslationState(Representation):
    """The state of a translation whose source is public; null for every other page."""

    def collect(self, raw: Any, references: References) -> None:
        references.add(FAMILIES, raw.pk)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        family = fetched.get(FAMILIES, raw.pk)
        if family is None or family.page is None:
            return None
        page = family.page
        public = {translation.pk for translation in family.translations.values()}
        if page.translation_source_id not in public:
            return None
        return {
            "state": "outdated" if page.translation_outdated else "current",
            "source_id": page.translation_source_id,
            "source_changed_at": page.translation_source_changed_at,
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
    """Give every page ``meta.translation``. It is read together with the page's translations."""
    annotations.update(
        translation_source_id=SOURCE_ID,
        translation_outdated=OUTDATED,
        translation_source_changed_at=SOURCE_CHANGED_AT,
    )
    pages = describe_model(Page)
    register_model(
        Page,
        replace(
            pages,
            computed={**pages.computed, "translation": TranslationState()},
            meta=(*pages.meta, "translation"),
        ),
    )
