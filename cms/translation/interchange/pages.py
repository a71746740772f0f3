"""The texts of a page, which wagtail-localize keeps."""

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.utils import translation as active
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.translation.drafts import is_locked, save_draft
from cms.translation.interchange.documents import Document, State, Unit, tidy, unit_id
from cms.translation.interchange.places import Place, find_place
from cms.translation.interchange.texts import Texts, publication_id

#: From which likeness on one text is taken for the former wording of another, from 0 to 1.
_ALIKE = 0.5


class PageTexts(Texts):
    """The texts of a page that was sent for translation into a language."""

    has_drafts = True

    def __init__(self, translation: Translation) -> None:
        self._translation = translation
        self._source = translation.source
        self._segments: dict[str, StringSegment] = {}
        self.key = f"page/{self._source.object_id}"
        self.source_language = self._source.locale.language_code

    @cached_property
    def name(self) -> str:  # type: ignore[override]
        original = self._original
        return f"page-{original.pk}-{original.slug}.{self._translation.target_locale.language_code}"

    @cached_property
    def _original(self) -> Page:
        page: Page = self._source.get_source_instance()
        return page

    @cached_property
    def page(self) -> Page:
        """The page in the other language."""
        page: Page = self._translation.get_target_instance()
        return page

    def document(self) -> Document:
        source = self._source
        original = self._original
        with active.override(self.source_language):
            units = tuple(self._units())
        return Document(
            publication=publication_id(),
            key=self.key,
            source_language=self.source_language,
            target_language=self._translation.target_locale.language_code,
            title=tidy(source.object_repr),
            address=(original.full_url or "") if original.live else "",
            changed=max(
                [source.last_updated_at, *(each.updated_at for each in self._translations)]
            ),
            units=units,
        )

    @cached_property
    def _translations(self) -> list[StringTranslation]:
        """Those into the language, of what the page says now or said once; the newest first."""
        return list(
            StringTranslation.objects.filter(
                locale=self._translation.target_locale, context__object_id=self._source.object_id
            )
            .select_related("translation_of")
            .order_by("-updated_at", "-pk")
        )

    def _units(self) -> list[Unit]:
        segments = list(
            self._source.stringsegment_set.order_by("order").select_related("context", "string")
        )
        current = {(segment.context_id, segment.string_id) for segment in segments}
        made: dict[tuple[int | None, int], StringTranslation] = {}
        former: dict[int | None, list[StringTranslation]] = defaultdict(list)
        for translation in self._translations:
            place = (translation.context_id, translation.translation_of_id)
            made[place] = translation
            if place not in current:
                former[translation.context_id].append(translation)
        units: dict[str, Unit] = {}
        for segment in segments:
            unit = self._unit(
                segment,
                made.get((segment.context_id, segment.string_id)),
                former[segment.context_id],
            )
            # A sentence that stands twice in a text is one text, with one translation.
            units.setdefault(unit.id, unit)
            self._segments.setdefault(unit.id, segment)
        return list(units.values())

    def _unit(
        self,
        segment: StringSegment,
        translation: StringTranslation | None,
        former: list[StringTranslation],
    ) -> Unit:
        context = segment.context
        place = self._place(
            context.field_path or context.get_field_path(self._source.as_instance())
        )
        source = _read(segment.string.data, place)
        previous = None if translation else _previous(segment.string.data, former, place)
        shown = translation or previous
        return Unit(
            id=unit_id(self.key, context.path, source),
            label=place.label,
            source=source,
            target=_read(shown.data, place) if shown else "",
            state=_state(translation, previous),
            note=" ".join(place.note.split()),
            max_length=place.max_length,
            previous_source=_read(previous.translation_of.data, place) if previous else "",
            is_html=place.is_html,
        )

    def _place(self, field_path: str) -> Place:
        if field_path not in self._places:
            model = self._source.specific_content_type.model_class()
            self._places[field_path] = find_place(model, field_path)
        return self._places[field_path]

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {}

    def refusal(self, user: Any) -> str:
        if user is not None and not self.page.permissions_for_user(user).can_edit():
            return _("You may not edit this page.")
        if is_locked(self.page, user):
            return _("The page is locked.")
        return ""

    def take(self, unit: Unit, text: str, *, is_finished: bool, user: Any, tool: str) -> None:
        segment = self._segments[unit.id]
        make = StringValue.from_translated_html if unit.is_html else StringValue.from_plaintext
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=self._translation.target_locale,
            defaults={
                "data": make(text).data,
                # What is not finished waits for a person, like what a machine made.
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL
                if is_finished
                else StringTranslation.TRANSLATION_TYPE_MACHINE,
                "tool_name": tool,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )

    def save(self, user: Any) -> None:
        save_draft(self._translation, user)


def _read(data: str, place: Place) -> str:
    """Return what wagtail-localize stores, as translators write it."""
    return tidy(data if place.is_html else StringValue(data).render_text())


def _previous(data: str, former: list[StringTranslation], place: Place) -> StringTranslation | None:
    """Return the translation of what a text said before: the closest, the newest of these."""
    if not place.is_html:
        return former[0] if former else None
    by_source = {each.translation_of.data: each for each in reversed(former)}
    closest = get_close_matches(data, by_source, n=1, cutoff=_ALIKE)
    return by_source[closest[0]] if closest else None


def _state(translation: StringTranslation | None, previous: StringTranslation | None) -> State:
    if translation is None:
        return State.UNFINISHED if previous else State.UNTRANSLATED
    is_finished = (
        translation.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
        and not translation.has_error
    )
    return State.TRANSLATED if is_finished else State.UNFINISHED
