"""In which state a translation is. The API, the matrix and its panels all ask here."""

from typing import Any

from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.sources import sources

_SOURCE_TEXTS = "confirmation__source__live_texts"

#: Of pages: a text of the source changed since the translation was last published or confirmed.
#: A source whose texts nobody has looked at has not changed since that is done.
OUTDATED = Q(**{f"{_SOURCE_TEXTS}__digest__gt": ""}) & ~Q(
    confirmation__digest=F(f"{_SOURCE_TEXTS}__digest")
)

#: Of pages: the source, and when a text of it last changed.
SOURCE_ID = F("confirmation__source_id")
SOURCE_CHANGED_AT = F(f"{_SOURCE_TEXTS}__changed_at")


class State(models.TextChoices):
    """How far a page is in a language; the first that holds, but for what is missing."""

    MISSING = "missing", pgettext_lazy("state of a translation", "Missing")
    #: Nobody has published the source, or begun to translate it: not yet a translator's concern.
    UNPUBLISHED = "unpublished", pgettext_lazy("state of a translation", "Source is a draft")
    REVIEW = "review", pgettext_lazy("state of a translation", "Waiting for review")
    OUTDATED = "outdated", pgettext_lazy("state of a translation", "Out of date")
    LIVE = "live", pgettext_lazy("state of a translation", "Live")
    PROGRESS = "progress", pgettext_lazy("state of a translation", "In progress")


def translations() -> "QuerySet[Page]":
    """Return the pages that are no aliases, each with its ``state``.

    Every page that :func:`sources` does not have is a translation.
    """
    reviews = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label=Page._meta.app_label,
        base_content_type__model=Page._meta.model_name,
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    state = Case(
        When(Exists(reviews), then=Value(State.REVIEW)),
        When(Q(live=True) & OUTDATED, then=Value(State.OUTDATED)),
        When(live=True, then=Value(State.LIVE)),
        default=Value(State.PROGRESS),
    )
    return Page.objects.filter(alias_of=None, depth__gt=1).annotate(state=state)  # type: ignore[no-any-return]


def sources_in(state: str, locales: list[Any]) -> Q:
    """Return the condition that a source is in a state in one of these languages.

    Args:
        state: one of :class:`State`.
        locales: the languages; a source's own does not count.
    """
    found = Q(pk__in=[])
    if state in (State.MISSING, State.UNPUBLISHED):
        for locale in locales:
            found |= ~Q(locale=locale) & ~Q(Exists(_family().filter(locale=locale)))
        return found & (to_translate() if state == State.MISSING else ~to_translate())
    others = translations().filter(
        translation_key=OuterRef("translation_key"), locale__in=locales, state=state
    )
    return Q(Exists(others.exclude(pk=OuterRef("pk"))))


def _family() -> "QuerySet[Page]":
    """Return the outer page and all that say the same in other languages."""
    return Page.objects.filter(  # type: ignore[no-any-return]
        translation_key=OuterRef("translation_key"), alias_of=None
    )


def to_translate() -> Q:
    """Return the condition that a source is live, or is being translated."""
    return Q(live=True) | Q(Exists(_family().exclude(pk=OuterRef("pk"))))


def sources_to_translate() -> "QuerySet[Page]":
    """Return the sources that are live, or are being translated."""
    return sources().filter(to_translate())


def progress(keys: list[Any]) -> dict[tuple[Any, int], int]:
    """Return how much of some pages is translated, in two queries.

    What only a machine translated is not.

    Args:
        keys: the translation keys of the pages.

    Returns:
        Percentages, rounded down, by translation key and locale; those of 0 are left out.
    """
    segments = StringSegment.objects.filter(source__object__in=keys)
    totals = dict(segments.values_list("source__object").annotate(number=Count("pk")).order_by())
    done = (
        segments.filter(
            string__translations__context=F("context"), string__translations__has_error=False
        )
        .exclude(string__translations__translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        .values_list("source__object", "string__translations__locale")
        .annotate(number=Count("pk", distinct=True))
        .order_by()
    )
    return {(key, locale): 100 * number // totals[key] for key, locale, number in done}


def tally() -> dict[int, dict[str, int]]:
    """Count sources by state in every language, in three queries however many there are.

    Returns:
        By locale: the number of sources in each state; the language's own are in none.
    """
    family = sources_to_translate().values("translation_key")
    whole = dict(
        sources_to_translate().values_list("locale").annotate(number=Count("pk")).order_by()
    )
    counts: dict[int, dict[str, int]] = {}
    found = (
        translations()
        .filter(translation_key__in=family)
        .exclude(pk__in=sources().values("pk"))
        .values_list("locale", "state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for locale, state, number in found:
        counts.setdefault(locale, {})[state] = number
    total = sum(whole.values())
    for locale in {*whole, *counts}:
        states = counts.setdefault(locale, {})
        states[State.MISSING] = total - whole.get(locale, 0) - sum(states.values())
    return counts
