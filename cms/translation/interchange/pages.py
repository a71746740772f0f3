"""The texts of a page, which wagtail-localize keeps."""

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
from cms.translation.predecessors import Kept


class PageTexts(Texts):
    """The texts of a page that was sent for translation into a language.

    Their labels and notes are in the source's language, or in the one that is given.
    """

    has_drafts = True

    def __init__(self, translation: Translation, labels_in: str | None = None) -> None:
        self._translation = translation
        self._source = translation.source
        self._segments: dict[str, StringSegment] = {}
        self.key = f"page/{self._source.object_id}"
        self.source_language = self._source.locale.language_code
        self._labels_in = labels_in or self.source_language

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
        with active.override(self._labels_in):
            units = tuple(self._units())
        return Document(
            publication=publication_id(),
            key=self.key,
            source_language=self.source_language,
            target_language=self._translation.target_locale.language_code,
            title=tidy(source.object_repr),
            address=(original.full_url or "") if original.live else "",
            changed=max(
                [
                    source.last_updated_at,
                    *(each.updated_at for each in self._kept.translations.values()),
                ]
            ),
            units=units,
        )

    @cached_property
    def _kept(self) -> Kept:
        """The translations of what the page says now, or said once."""
        return Kept(self._source, self._translation.target_locale)

    def _units(self) -> list[Unit]:
        units: dict[str, Unit] = {}
        for segment in self._source.stringsegment_set.order_by("order").select_related(
            "context", "string"
        ):
            unit = self._unit(segment)
            # A sentence that stands twice in a text is one text, with one translation.
            units.setdefault(unit.id, unit)
            self._segments.setdefault(unit.id, segment)
        return list(units.values())

    def _unit(self, segment: StringSegment) -> Unit:
        context = segment.context
        place = self._place(
            context.field_path or context.get_field_path(self._source.as_instance())
        )
        source = _read(segment.string.data, place)
        translation = self._kept.translations.get((segment.context_id, segment.string_id))
        previous = None
        if not _is_finished(translation):
            previous = self._kept.before(segment.context_id, segment.string_id)
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
            previous_target=_read(previous.data, place) if previous else "",
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


def _is_finished(translation: StringTranslation | None) -> bool:
    return (
        translation is not None
        and translation.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
        and not translation.has_error
    )


def _state(translation: StringTranslation | None, previous: StringTranslation | None) -> State:
    if _is_finished(translation):
        return State.TRANSLATED
    return State.UNFINISHED if translation or previous else State.UNTRANSLATED
