"""Making a translation, which has a desk, of a page that somebody wrote by hand.

What the page says becomes the translation of what its source says; the page itself is not touched.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from cms.translation.drafts import is_locked
from cms.translation.following import differing_fields
from cms.translation.handwritten.plan import Plan, make_plan
from cms.translation.models import Confirmation
from cms.translation.predecessors import Texts, remember, texts_by_place
from cms.translation.sources import digest_of, extract_again, source_of

PERMISSION = "wagtail_localize.submit_translation"

#: What the page's history calls it.
TAKEN_UP = "translation.take_up"

#: How many revisions of a source are looked through for what it said once.
REVISIONS = 100


@dataclass(frozen=True)
class Candidate:
    """A page that can be taken up.

    Attributes:
        page: its newest draft, or what is live where there is none; of its specific class.
        source: what readers have of the page that it is a translation of.
        basis: the source as it was when the page was last in step with it.
        is_known: whether the basis is; else it is the source as it is now.
    """

    page: Page
    source: Page
    basis: Page
    is_known: bool

    def plan(self) -> Plan:
        plan = make_plan(self.basis, self.page)
        plan.doubt(_unconfirmed_texts(self.page))
        return plan

    def takes_over(self) -> bool:
        """Whether something that pages share with their source is another here."""
        return bool(differing_fields(self.source, self.page))


def may_take_up(user: Any, page: Page) -> bool:
    """Whether somebody may do so: whoever may edit a page, and begin translations."""
    return bool(user.has_perm(PERMISSION) and page.permissions_for_user(user).can_edit())


def is_handwritten(page: Page) -> bool:
    """Whether a page is a translation that is not kept in step with its source."""
    return _source(page) is not None


def find_candidate(page: Page, user: Any) -> Candidate | None:
    """Return what there is to take up; None where a page is no translation written by hand.

    Raises:
        ValidationError: when it is locked for the user, or waits for review.
    """
    found = _source(page)
    if found is None:
        return None
    if page.current_workflow_state is not None:
        raise ValidationError(_("It waits for review. Take it up when that has ended."))
    if is_locked(page, user):
        raise ValidationError(_("The page is locked."), code="locked")
    source = found.specific
    basis = _find_basis(source, page)
    return Candidate(
        page.get_latest_revision_as_object(), source, basis or source, is_known=basis is not None
    )


def _source(page: Page) -> Page | None:
    """Return the page that a page can be made a translation of, or None."""
    if page.alias_of_id or page.is_root():
        return None
    kept = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    source = source_of(page) if not kept.exists() else None
    return source if source and source.content_type_id == page.content_type_id else None


def _find_basis(source: Page, page: Page) -> Page | None:
    """Return the source as it was when the page was last published; None where nobody knows."""
    confirmed = Confirmation.objects.filter(page=page.pk, source=source.pk).first()
    if confirmed is None or confirmed.digest in ("", digest_of(source)):
        return source
    for revision in source.revisions.order_by("-created_at", "-pk")[:REVISIONS]:
        former: Page = revision.as_object()
        if digest_of(former) == confirmed.digest:
            return former
    return None


def _unconfirmed_texts(page: Page) -> set[tuple[str, str, str]]:
    """Return what nobody has confirmed of a page that was a translation once: a machine's texts."""
    return set(
        StringTranslation.objects.filter(
            context__object=page.translation_key,
            locale=page.locale_id,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        ).values_list("context__path", "translation_of__data", "data")
    )


@transaction.atomic
def take_up(candidate: Candidate, user: Any) -> Plan:
    """Make a translation of a page; return what was kept of it, and what was not.

    What is certain is as good as translated. The rest waits for a person at the desk.
    """
    plan = candidate.plan()
    locale = candidate.page.locale
    source, is_new = TranslationSource.get_or_create_from_instance(candidate.source)
    if not is_new:
        extract_again(candidate.source)
    Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    for text in plan.texts:
        is_done = text.is_certain and candidate.is_known
        StringTranslation.objects.update_or_create(
            translation_of=String.from_value(source.locale, StringValue(text.source)),
            context=_context(source, text.path),
            locale=locale,
            defaults={
                "data": text.target,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL
                if is_done
                else StringTranslation.TRANSLATION_TYPE_MACHINE,
                "tool_name": "" if is_done else _("the page written by hand"),
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
    for path, value in plan.exchanged.items():
        SegmentOverride.objects.update_or_create(
            context=_context(source, path),
            locale=locale,
            defaults={"data_json": json.dumps(value), "last_translated_by": user},
        )
    remember(_texts_of(source, candidate.basis), texts_by_place(source))
    log(candidate.page, TAKEN_UP, user=user)
    return plan


def _context(source: TranslationSource, path: str) -> TranslationContext:
    context, _is_new = TranslationContext.objects.get_or_create(
        object_id=source.object_id, path=path
    )
    return context


def _texts_of(source: TranslationSource, page: Page) -> Texts:
    """Return what the source said once, as :func:`texts_by_place` what it says now."""
    texts: Texts = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            place = _context(source, segment.path).pk
            texts.setdefault(place, []).append(String.from_value(source.locale, segment.string))
    return texts
