"""From a translator's texts to a draft of the page: what readers see is never touched.

wagtail-localize keeps each translated text by itself. A draft puts them together: a revision
like those that Wagtail's editor makes, which becomes public when somebody publishes it.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision, WorkflowState
from wagtail.whitelist import check_url
from wagtail.workflows import publish_workflow_state
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from cms.translation.sources import remember_basis


def translation_of(page: Page) -> Translation | None:
    """Return what makes a page a translation that is kept in step with its source, or None."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def is_locked(page: Page, user: Any) -> bool:
    """Whether a page is locked for somebody; for nobody in particular, where user is None."""
    lock = page.get_lock()
    return bool(lock and (user is None or lock.for_user(user)))


def unfinished_texts(translation: Translation) -> Any:
    """Return the texts that no person has translated, or not without an error, as a queryset."""
    finished = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=False,
    ).exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    return StringSegment.objects.filter(~Exists(finished), source=translation.source_id)


@transaction.atomic
def save_draft(translation: Translation, user: Any = None, publish: bool = False) -> Revision:
    """Save the translation as the newest draft of its page; make the page where there is none.

    It stands in for ``Translation.save_target``. What is not translated yet is in the source's
    language.

    Args:
        publish: not heeded. wagtail-localize's callers ask for it without looking whether the
            translation is finished, or whether this user may; :func:`publish` does.

    Raises:
        ValidationError: when the page is locked for this user, or a text is not valid.
    """
    return _save(translation, user, finished=False)


@transaction.atomic
def save_finished(translation: Translation, user: Any) -> Revision:
    """Save a draft that can be published or reviewed as it is.

    Raises:
        ValidationError: as :func:`save_draft`, and when a text is missing or was translated by
            a machine only. The page is as it was.
    """
    return _save(translation, user, finished=True)


@transaction.atomic
def publish_approved(state: WorkflowState, user: Any = None) -> None:
    """Publish what a review ended with. It stands in for Wagtail's ``publish_workflow_state``.

    That takes the newest draft. Where the source has changed, and somebody has saved the
    translation since it was submitted, that may be half translated: then it is what was submitted.
    """
    page = state.content_object
    translation = translation_of(page) if isinstance(page, Page) else None
    if translation is None or page.alias_of_id:
        publish_workflow_state(state, user=user)
        return
    submitted = _submitted(state)
    draft = page.get_latest_revision()
    if draft != submitted:
        try:
            draft = save_finished(translation, user)
        except ValidationError:
            draft = submitted
    draft.publish(user=user)


def _submitted(state: WorkflowState) -> Revision:
    """Return the draft that the first task of a review began with, last if it did so again."""
    begun = state.task_states.order_by("started_at", "pk")
    revision: Revision = begun.filter(task=begun[0].task).last().revision
    return revision


def _save(translation: Translation, user: Any, *, finished: bool) -> Revision:
    source, locale = translation.source, translation.target_locale
    page = _target(source, locale, user)
    if is_locked(page, user):
        raise ValidationError(_("The page is locked."), code="locked")
    original = source.as_instance()
    source.sync_view_restrictions(original, page)
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    _set_slug(draft, translation, user)
    if finished:
        _require_finished(draft, translation)
    try:
        revision = draft.save_revision(user=user, log_action=True)
    except ValidationError as error:
        raise ValidationError(_describe(draft, error)) from error
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    remember_basis(revision, original)
    return revision


def _target(source: TranslationSource, locale: Locale, user: Any) -> Page:
    """Return the page in the other language; make it, and its parents, as drafts."""
    try:
        page: Page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        original = source.as_instance()
        _translate_parent(original.get_parent(), locale, user)
        return original.copy_for_translation(locale)
    if page.alias_of_id:
        # It keeps saying what it said, until the translation is published.
        ConvertAliasPageAction(page, user=user).execute(skip_permission_checks=True)
    return page


def _translate_parent(parent: Page, locale: Locale, user: Any) -> None:
    """Start the translation of a page's parent where it has none.

    Upstream makes a live alias of it instead, and so puts the source's texts before the
    readers of the other language.
    """
    if parent.is_root() or parent.has_translation(locale):
        return
    source, _created = TranslationSource.get_or_create_from_instance(parent)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    save_draft(translation, user=user)


def _set_slug(draft: Page, translation: Translation, user: Any) -> None:
    """Give a draft an address in its own letters.

    Where the translator gave none, a page that is live keeps its own, and another takes one from
    its translated title. It becomes the translation of the slug, for the translator to see.
    """
    texts = translation.source.stringsegment_set
    slug = texts.filter(context__path="slug").first()
    translated = texts.annotate_translation(translation.target_locale).exclude(translation=None)
    if slug is not None and not translated.filter(pk=slug.pk).exists():
        if draft.live:
            draft.slug = Page.objects.values_list("slug", flat=True).get(pk=draft.pk)
        elif translated.filter(context__path="title").exists():
            draft.slug = draft.title
        else:
            slug = None
    draft.slug = find_available_slug(
        draft.get_parent(),
        slugify(draft.slug, allow_unicode=True) or slugify(draft.title, allow_unicode=True),
        ignore_page_id=draft.pk,
    )
    if slug is not None:
        StringTranslation.objects.get_or_create(
            translation_of=slug.string,
            context=slug.context,
            locale=translation.target_locale,
            defaults={
                "data": draft.slug,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": user,
            },
        )


def _require_finished(draft: Page, translation: Translation) -> None:
    missing = unfinished_texts(translation).count()
    if missing:
        raise ValidationError(
            ngettext(
                "%(count)d text is not translated, or was translated by a machine only.",
                "%(count)d texts are not translated, or were translated by a machine only.",
                missing,
            )
            % {"count": missing},
            code="unfinished",
        )
    # Upstream takes any address for a link, and looks at no block.
    exchanged = translation.source.overridablesegment_set.get_overrides(translation.target_locale)
    for override in exchanged:
        if not check_url(str(override.data)):
            raise ValidationError(
                _("%(address)s is not an address that a link can have.")
                % {"address": override.data},
                code="address",
            )
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(draft, field.name))
            except ValidationError as error:
                raise ValidationError(_describe_blocks(draft, field, error)) from error


def _describe(draft: Page, error: ValidationError) -> list[str]:
    """Say in sentences which fields of a page are not valid."""
    return [
        f"{draft._meta.get_field(name).verbose_name}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    ]


def _describe_blocks(draft: Page, field: StreamField, error: Any) -> list[str]:
    """Say in sentences which blocks of a stream are not valid."""
    stream = getattr(draft, field.name)
    return [
        _("Block %(number)d, %(label)s: a text, an address, or a picture is not valid.")
        % {"number": place + 1, "label": stream[place].block.label}
        for place in sorted(error.block_errors)
    ] or error.messages
