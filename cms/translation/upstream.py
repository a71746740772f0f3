"""Where wagtail-localize is told to do otherwise: the one place that reaches into it.

Whichever of its buttons is pressed, these functions do the work. Each is replaced by one of ours;
what it does upstream, in 1.14.5, and when ours can go, stands beside it.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import FieldBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale, Page, PageViewRestriction, WorkflowState
from wagtail_localize import models
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields
from wagtail_localize.segments import StringSegmentValue, extract, ingest
from wagtail_localize.strings import StringValue, extract_ids

from cms.translation.drafts import publish_approved, save_draft
from cms.translation.predecessors import Kept, remember, texts_by_place


def replace() -> None:
    """Put our functions in the place of wagtail-localize's."""
    # Upstream saves the live row before it saves a draft, publishes what is half translated, and
    # takes all letters but Latin ones out of slugs. Ours can go when saving with publish=False
    # leaves the row alone, as Wagtail's own editor does, and publishing asks for completeness.
    models.Translation.save_target = save_draft
    # Wagtail publishes the newest draft when a review ends, and wagtail-localize makes drafts that
    # are half translated. Ours can go when a review publishes what was submitted to it.
    WorkflowState.on_finish = publish_approved
    # Upstream skips a many-to-many that is empty, so one that was cleared stays as it was.
    # Ours can go when `if values:` does, in its copy_synchronised_fields.
    models.copy_synchronised_fields = follow_source
    # Upstream lifts a translation's restriction, at once, when its source has none. Ours can go
    # when synchronising can only make a page more private.
    models.TranslationSource.sync_view_restrictions = restrict_like_source
    # Upstream fails where a picture was deleted, and where one was exchanged it forgets that the
    # source's is decorative. Ours can go when handle_image_block keeps that, and takes None.
    ingest.StreamFieldSegmentsWriter.handle_image_block = exchange_picture
    ingest.handle_related_object = find_exchanged
    # Upstream fails where a block was stored before one of its fields was there. Ours can go when
    # handle_block passes over a text, and handle_image_block over a picture, that is None.
    extract.StreamFieldSegmentExtractor.handle_block = extract_block
    # Upstream forgets which text a changed one came in the place of, and puts the source's text
    # into drafts. Ours can go when it offers the former translation, and drafts keep it.
    models.TranslationSource.refresh_segments = extract_texts
    models.TranslationSource._get_segments_for_translation = keep_translations
    # Upstream writes dates with strftime, whose months are English. Ours can go when get_comment
    # asks Django for them.
    models.StringTranslation.get_comment = say_when


def follow_source(source: Any, target: Any) -> None:
    """Copy what a translation shares with its source, also what the source no longer has."""
    copy_synchronised_fields(source, target)
    for translatable in get_translatable_fields(type(source)):
        field = translatable.get_field(type(source))
        if isinstance(field, ParentalManyToManyField) and translatable.is_synchronized(source):
            setattr(target, field.name, getattr(source, field.name).all())


def restrict_like_source(source: Any, original: Page, page: Page) -> None:
    """Make a translation private where its source is; a restriction of its own it keeps."""
    restriction = original.view_restrictions.first()
    if restriction is None or page.view_restrictions.exists():
        return
    copied = PageViewRestriction.objects.create(
        page=page, restriction_type=restriction.restriction_type, password=restriction.password
    )
    copied.groups.set(restriction.groups.all())


_handle_related_object = ingest.handle_related_object


def exchange_picture(writer: Any, block: Any, picture: Any, segments: list[Any]) -> Any:
    """Return the picture of a block in another language; None where the source's is gone."""
    if picture is None:
        return None
    parts = dict(segment.unwrap() for segment in segments)
    exchanged = picture
    if "image" in parts:
        exchanged = writer.handle_related_object_block(picture, [parts["image"]]) or picture
    alt_text = parts.get("alt_text")
    exchanged.contextual_alt_text = (
        picture.contextual_alt_text if alt_text is None else alt_text.render_text()
    )
    exchanged.decorative = picture.decorative
    return exchanged


def find_exchanged(*arguments: Any) -> Any:
    """Return what a picture or another row was exchanged for; None where it is gone."""
    try:
        return _handle_related_object(*arguments)
    except ObjectDoesNotExist:
        return None


_handle_block = extract.StreamFieldSegmentExtractor.handle_block


def extract_block(extractor: Any, block: Any, value: Any, raw_value: Any = None) -> list[Any]:
    """Return what there is to translate in a block; nothing in what it does not have."""
    if value is None and isinstance(block, FieldBlock):
        return []
    if raw_value is None and isinstance(block, ImageBlock):
        return []
    segments: list[Any] = _handle_block(extractor, block, value, raw_value=raw_value)
    return segments


_refresh_segments = models.TranslationSource.refresh_segments


@transaction.atomic
def extract_texts(source: models.TranslationSource) -> None:
    """Extract a source's texts again, and note which ones came in the place of others."""
    before = texts_by_place(source)
    _refresh_segments(source)
    remember(before, texts_by_place(source))


_get_segments_for_translation = models.TranslationSource._get_segments_for_translation


def keep_translations(
    source: models.TranslationSource, locale: Locale, fallback: bool = False
) -> list[Any]:
    """Return what a draft is made of: for a changed text, the translation that it had before.

    Where that has a link that the changed text has not, it is the source's text, as upstream.
    """
    segments: list[Any] = _get_segments_for_translation(source, locale, fallback=fallback)
    if not fallback:
        return segments
    kept = Kept(source, locale)
    former = {
        (segment.context.path, segment.string.data): found.data
        for segment in source.stringsegment_set.select_related("string", "context")
        if (segment.context_id, segment.string_id) not in kept.translations
        and (found := kept.before(segment.context_id, segment.string_id))
    }
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            text = former.get((segment.path, segment.string.data))
            if text is not None and extract_ids(text) <= set(segment.attrs or ()):
                segment.string = StringValue(text)
    return segments


_get_comment = models.StringTranslation.get_comment


def say_when(translation: models.StringTranslation) -> str | None:
    """Return how and when a text was translated, the date in the language of the admin."""
    comment: str | None = _get_comment(translation)
    written = translation.updated_at.strftime(models.DATE_FORMAT)
    return comment and comment.replace(written, date_format(localtime(translation.updated_at)))
