"""What translations share with their source, such as a date: it changes with the source.

A live translation takes it over whenever its source is published: its row, and a revision that
says so. Drafts are left alone; what an older one says of these is not heeded when it is published.

Pages that somebody wrote in several languages by hand have each their own, for they are set in
each page's editor, until somebody takes one up as a translation.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation

TAKEN_OVER = "translation.take_over"
REFUSED = "translation.refuse"


def update_translations(source: Page) -> None:
    """Have the live translations of a page that was published take over what they share with it.

    Those that are locked keep what they have until they are unlocked; that stands in their
    history.

    Args:
        source: the page as readers have it, of its specific class.
    """
    _update(source, seen={source.locale_id})


def catch_up(page: Page) -> None:
    """Have a page take over what was published in its source while it was locked."""
    source = _live_source(page)
    if source is not None:
        update_translations(source)


@transaction.atomic
def _update(source: Page, seen: set[int]) -> None:
    for translation in _translations_of(source).exclude(target_locale__in=seen):
        seen.add(translation.target_locale_id)
        page = _live_page(source, translation.target_locale, lock=True)
        if page is None:
            continue
        fields = differing_fields(source, page)
        if fields and page.locked:
            log(page, REFUSED, data=_data(fields))
        elif fields:
            _take_over(source, page, fields)
            _update(page, seen)


def locked_translations(source: Page) -> list[Page]:
    """Return the live translations of a page that lack something only because they are locked."""
    pages = (_live_page(source, each.target_locale) for each in _translations_of(source))
    return [page for page in pages if page and page.locked and differing_fields(source, page)]


def follow_when_published(page: Page, revision: Revision) -> None:
    """Let a translation that was just published say what its live source says.

    The draft may be older than the last change of the source. Row and revision are changed.

    Args:
        page: the page that was published, which is changed, too.
        revision: what of it was published.
    """
    source = _live_source(page)
    fields = differing_fields(source, page) if source else []
    if source is None or not fields:
        return
    _copy(source, page, fields)
    page.save(clean=False)
    data = page.serializable_data()
    revision.content.update({field.name: data[field.name] for field in fields})
    revision.save(update_fields=["content"])


def differing_fields(source: Page, page: Page) -> list[Any]:
    """Return the fields in which a translation should say what its source says, and does not.

    Those that somebody exchanged in the translation's language are its own. Both pages are
    instances of their specific classes.
    """
    fields = {
        field.name: field
        for field in _shared_fields(source)
        if _value(source, field) != _value(page, field)
    }
    exchanged = SegmentOverride.objects.filter(
        locale=page.locale_id, context__object=source.translation_key, context__path__in=fields
    ).values_list("context__path", flat=True)
    for name in list(exchanged) if fields else ():
        del fields[name]
    return list(fields.values())


def _shared_fields(source: Page) -> Iterable[Any]:
    model = type(source)
    for translatable in get_translatable_fields(model):
        field = translatable.get_field(model)
        if not isinstance(translatable, SynchronizedField) or not translatable.is_synchronized(
            source
        ):
            continue
        if _is_child_relation(field):
            # Children that speak a language are translated, not copied.
            if not issubclass(field.related_model, TranslatableMixin):
                yield field
        elif isinstance(field, ParentalManyToManyField) or (
            field.concrete and not field.many_to_many
        ):
            yield field


def _is_child_relation(field: Any) -> bool:
    return bool(field.one_to_many) and isinstance(field.remote_field, ParentalKey)


def _value(page: Page, field: Any) -> Any:
    """Return what a page says in a field, in a form that can be compared with another page's."""
    if _is_child_relation(field):
        # Where their order matters, they say it themselves.
        return sorted(repr(_values_of_child(child, field)) for child in _children(page, field))
    if isinstance(field, ParentalManyToManyField):
        return {row.pk for row in getattr(page, field.name).all()}
    return getattr(page, field.attname)


def _children(page: Any, field: Any) -> list[Any]:
    return list(getattr(page, field.get_accessor_name()).all())


def _values_of_child(child: Any, relation: Any) -> dict[str, Any]:
    """Return what a child says; of a page that it leads to, what all its translations share."""
    own = {child._meta.pk, relation.field}
    return {
        field.name: _translation_key(getattr(child, field.name))
        if field.is_relation and issubclass(field.related_model, Page)
        else getattr(child, field.attname)
        for field in child._meta.concrete_fields
        if field not in own
    }


def _translation_key(page: Page | None) -> Any:
    return page and page.translation_key


def _copy(source: Page, page: Page, fields: list[Any]) -> None:
    for field in fields:
        if _is_child_relation(field):
            source.copy_child_relation(field.name, page)
        elif isinstance(field, ParentalManyToManyField):
            setattr(page, field.name, getattr(source, field.name).all())
        else:
            setattr(page, field.attname, getattr(source, field.attname))


def _take_over(source: Page, page: Page, fields: list[Any]) -> None:
    _copy(source, page, fields)
    page.last_published_at = timezone.now()
    page.live_revision = revision = _add_revision(page)
    if not page.has_unpublished_changes:
        page.latest_revision = revision
        page.latest_revision_created_at = revision.created_at
    page.save(clean=False)
    log(page, TAKEN_OVER, revision=revision, content_changed=True, data=_data(fields))
    page.update_aliases(revision=revision)


def _add_revision(page: Page) -> Revision:
    """Add a revision of what is live; before the newest, where that is a draft in progress."""
    draft = page.latest_revision if page.has_unpublished_changes else None
    revision: Revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=get_active_log_context().user,
        created_at=draft.created_at - timedelta(microseconds=1) if draft else timezone.now(),
        content=page.serializable_data(),
        object_str=str(page),
    )
    return revision


def _translations_of(source: Page) -> Any:
    return Translation.objects.filter(
        source__object_id=source.translation_key, source__locale=source.locale_id, enabled=True
    ).select_related("target_locale")


def _live_page(source: Page, locale: Locale, *, lock: bool = False) -> Any:
    """Return the live translation of a page into a language, as the database has it, or None.

    Args:
        lock: whether others wait with changing it until the transaction ends.
    """
    pages = Page.objects.filter(
        translation_key=source.translation_key, locale=locale, live=True, alias_of=None
    )
    found = (pages.select_for_update() if lock else pages).first()
    model: Any = type(source)
    return found and model._default_manager.filter(pk=found.pk).first()


def _live_source(page: Page) -> Any:
    """Return the live page that a page is kept in step with, as the database has it, or None."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )
    if translation is None:
        return None
    try:
        source = translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return None
    return source if source.live and isinstance(page, type(source)) else None


def _data(fields: list[Any]) -> dict[str, Any]:
    return {"fields": [field.name for field in fields]}
