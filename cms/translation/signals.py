"""What becomes live is held against its source, or its translations against it."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from cms.tasks.after import after_commit
from cms.translation.drafts import translation_of
from cms.translation.following import catch_up, follow_when_published, update_translations
from cms.translation.models import Confirmation, DraftBasis, LiveTexts
from cms.translation.sources import confirm, record_texts
from cms.translation.tasks import bring_to_translators


@receiver(pre_save)
def record_before_change(
    instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Note what a page said before it is changed for the first time since that is noted."""
    if not isinstance(instance, Page) or raw or update_fields is not None or not instance.pk:
        return
    if not LiveTexts.objects.filter(pk=instance.pk).exclude(digest="").exists():
        before = _as_it_is(instance)
        if before is not None:
            record_texts(before)


@receiver(post_save)
def record_change(
    instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Note what a page says. What is saved with ``update_fields`` is no text: drafts are."""
    if not isinstance(instance, Page) or raw or update_fields is not None:
        return
    page = _as_it_is(instance)
    if page is None:
        return
    record_texts(page)
    if not Confirmation.objects.filter(pk=page.pk).exists():
        confirm(page)


@receiver(post_save, sender=PageLogEntry)
def take_over_when_unlocked(instance: PageLogEntry, created: bool = False, **kwargs: Any) -> None:
    """Bring a page that was unlocked in step with its source; Wagtail sends no signal of it."""
    if created and instance.action == "wagtail.unlock" and instance.page is not None:
        catch_up(instance.page.specific)


def _as_it_is(page: Page) -> Any:
    """Return a live page as the database has it; None where it is a draft, or an alias."""
    model = page.specific_class or type(page)
    return model._default_manager.filter(pk=page.pk, live=True, alias_of=None).first()


@receiver(page_published)
def confirm_published(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """Note which texts of its source a published translation says; tell its translators.

    What it shares with its source, or its translations with it, is brought in step.
    """
    if instance.alias_of_id:
        return
    if revision is not None:
        follow_when_published(instance, revision)
    user = revision.user if revision else None
    basis = DraftBasis.objects.filter(revision=revision).first() if revision else None
    if basis is not None:
        confirm(instance, basis.source, basis.digest, user)
    elif translation_of(instance) is None:
        confirm(instance, user=user)
    public = _as_it_is(instance)
    if public is not None:
        update_translations(public)
    after_commit(bring_to_translators, instance.pk)
