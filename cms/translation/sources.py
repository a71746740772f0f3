"""Sources: which page a translation is of, and whether it has changed since.

A translation is out of date when a text of its source is another one than when the translation
was last published or confirmed. Order does not matter: moving a block changes no text.
"""

import hashlib
import json
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.languages import DEFAULT_LANGUAGE
from cms.translation.models import Confirmation, DraftBasis, LiveTexts


def texts_of(page: Page) -> set[tuple[str, str]]:
    """Return what there is to translate in a page: where each text stands, and the text.

    The places are the paths of wagtail-localize's translation contexts, such as ``title`` or
    ``body.<id of a block>.caption``; the texts are those of its strings. The slug is none of
    them: every language has its own.

    Args:
        page: an instance of its specific class.
    """
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    }


def digest_of(page: Page) -> str:
    """Return the digest of a page's texts: two are equal if all texts are, in whatever order."""
    texts = json.dumps(sorted(texts_of(page)), ensure_ascii=False)
    return hashlib.sha256(texts.encode()).hexdigest()


def sources() -> "QuerySet[Page]":
    """Return the pages that others are, or can be, translations of: one of each family.

    That is the one that no other page is kept a source of; of several, the one in the default
    language; of several, the oldest. Aliases are neither sources nor translations.
    """
    pages = Page.objects.filter(alias_of=None, depth__gt=1).exclude(Exists(_kept_in_step()))
    in_default_language = Q(locale__language_code=DEFAULT_LANGUAGE.code)
    before = pages.filter(translation_key=OuterRef("translation_key")).filter(
        in_default_language | Q(pk__lt=OuterRef("pk"))
    )
    return pages.filter(in_default_language | ~Exists(before))  # type: ignore[no-any-return]


def _kept_in_step() -> "QuerySet[Translation]":
    """What makes the outer page a translation that wagtail-localize keeps in step."""
    # As a sum, for no index to be used: SQLite would begin with all translations into the language,
    # and go through them for every page.
    return (  # type: ignore[no-any-return]
        Translation.objects.annotate(into=F("target_locale_id") + 0)
        .filter(source__object_id=OuterRef("translation_key"), into=OuterRef("locale_id"))
        .filter(enabled=True)
    )


def source_of(page: Page) -> Page | None:
    """Return the page that a page is a translation of; None where it is itself the source."""
    family = _family_of(page)
    # Most pages that are written have no translation yet: that is quick to see.
    if not family.exclude(pk=page.pk).exists():
        return None
    candidates = family.exclude(Exists(_kept_in_step())).select_related("locale")
    source = min(candidates, key=_precedence, default=None)
    return None if source is None or source.pk == page.pk else source


def _family_of(page: Page) -> "QuerySet[Page]":
    """The page and its translations, live or not."""
    return Page.objects.filter(  # type: ignore[no-any-return]
        translation_key=page.translation_key, alias_of=None, depth__gt=1
    )


def _precedence(page: Page) -> tuple[bool, int]:
    """What makes a page its family's source before others; see :func:`sources`."""
    return (page.locale.language_code != DEFAULT_LANGUAGE.code, page.pk)


def record_texts(page: Page) -> None:
    """Note what a live page says, and since when.

    Args:
        page: an instance of its specific class, as the database has it.
    """
    digest = digest_of(page)
    known, is_new = LiveTexts.objects.get_or_create(
        page_id=page.pk,
        defaults={"digest": digest, "changed_at": page.last_published_at or timezone.now()},
    )
    if is_new:
        _confirm_all_of(page, digest)
    elif not known.digest:
        LiveTexts.objects.filter(pk=page.pk).update(digest=digest)
        Confirmation.objects.filter(source_id=page.pk, digest="").update(digest=digest)
    elif known.digest != digest:
        LiveTexts.objects.filter(pk=page.pk).update(digest=digest, changed_at=timezone.now())


def _confirm_all_of(source: Page, digest: str) -> None:
    """Take live translations at their word, of which nothing is known."""
    known = Confirmation.objects.filter(page=OuterRef("pk"))
    others = _family_of(source).filter(live=True).exclude(pk=source.pk)
    for page in others.exclude(Exists(known)):
        found = source_of(page)
        if found is not None and found.pk == source.pk:
            confirm(page, source, digest)


def confirm(
    page: Page, source: Page | None = None, digest: str | None = None, user: Any = None
) -> None:
    """Note that a translation says what its source says. Of a page that is a source, nothing.

    Args:
        source: what the translation is of; :func:`source_of` says it where it is not given.
        digest: of the source's texts that were translated; what it says now, where not given.
        user: who says so.
    """
    source = source or source_of(page)
    if source is None:
        Confirmation.objects.filter(pk=page.pk).delete()
        return
    if digest is None:
        known = LiveTexts.objects.filter(pk=source.pk).first()
        digest = known.digest if known else digest_of(source.specific)
    Confirmation.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_id": source.pk,
            "digest": digest,
            "made_at": timezone.now(),
            "made_by": user,
        },
    )


def remember_basis(revision: Revision, source: Page) -> None:
    """Note which texts a translation's draft was made from.

    Args:
        revision: the draft.
        source: the source as it was translated, from ``TranslationSource.as_instance()``.
    """
    DraftBasis.objects.create(revision=revision, source_id=source.pk, digest=digest_of(source))


def extract_again(page: Page) -> None:
    """Bring a source's live texts to its translators; nothing, where it never was translated."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale=page.locale_id
    ).first()
    if source is not None:
        source.update_from_db()
