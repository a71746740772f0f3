"""The desk in the admin: shown, and what is written there taken."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language as get_language_code
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.languages import get_language
from cms.translation.desk import writing
from cms.translation.desk.memory import Match, find_matches
from cms.translation.desk.segments import Segment, SegmentState, make_segments
from cms.translation.drafts import translation_of
from cms.translation.glossary.finding import Found, Glossary
from cms.translation.interchange.pages import PageTexts
from cms.translation.states import State, translations

#: How many segments are shown at once.
AT_ONCE = 100


def desk(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show a translation's texts beside their sources; take what is written.

    Raises:
        Http404: when the page is no translation that is kept in step with its source.
        PermissionDenied: when the user may not edit it, or writes while it is locked.
    """
    page = get_object_or_404(Page, pk=page_id)
    translation = translation_of(page)
    if translation is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    written: dict[str, tuple[str, str]] = {}
    if request.method == "POST":
        if PageTexts(translation).refusal(request.user):
            raise PermissionDenied
        if "use" in request.POST:
            # Nothing is saved yet: it is put into the input, beside what else was written.
            written = {key: (text, "") for key, text in writing.read(request.POST).items()}
        else:
            outcome = writing.take(translation, request.POST, request.user)
            _tell(request, outcome)
            if outcome.is_complete:
                return redirect(request.get_full_path())
            written = outcome.refused
    return render(request, "desk/desk.html", _context(request, page, translation, written))


def _tell(request: HttpRequest, outcome: writing.Outcome) -> None:
    if outcome.defect:
        messages.error(request, _("Nothing was saved: %(reason)s") % {"reason": outcome.defect})
    for text in outcome.lost:
        messages.error(
            request,
            _("The source has changed meanwhile, and what it said is gone. You wrote: “%(text)s”")
            % {"text": text},
        )
    if outcome.refused and not outcome.defect:
        count = len(outcome.refused)
        messages.error(
            request,
            ngettext(
                "%(count)d text was not taken. It says below why.",
                "%(count)d texts were not taken. It says below why.",
                count,
            )
            % {"count": count},
        )
    if outcome.taken:
        messages.success(
            request,
            ngettext(
                "%(count)d text is saved. Readers see it when the translation is published.",
                "%(count)d texts are saved. Readers see them when the translation is published.",
                outcome.taken,
            )
            % {"count": outcome.taken},
        )


def _context(
    request: HttpRequest,
    page: Page,
    translation: Translation,
    written: dict[str, tuple[str, str]],
) -> dict[str, Any]:
    texts = PageTexts(translation, labels_in=get_language_code())
    segments = make_segments(texts.document().units, written)
    to_do = [segment for segment in segments if segment.is_open]
    shows_to_do = request.GET.get("show") == "open"
    shown = Paginator(to_do if shows_to_do else segments, AT_ONCE).get_page(request.GET.get("p"))
    permissions = page.permissions_for_user(request.user)
    refusal = texts.refusal(request.user)
    state = State(translations().values_list("state", flat=True).get(pk=page.pk))
    # What is live, and says what its source says, need not be published again.
    may_finish = (
        not refusal and not to_do and (state is not State.LIVE or page.has_unpublished_changes)
    )
    return {
        "page": page,
        "state": state,
        "source_language": get_language(texts.source_language),
        "language": get_language(translation.target_locale.language_code),
        "source_address": _source_address(translation, request.user),
        "segments": shown,
        "rows": _rows(shown.object_list, translation, request),
        "shows_to_do": shows_to_do,
        "counts": _counts(segments),
        "number": len(segments),
        "to_do": len(to_do),
        "refusal": refusal,
        "may_write_terms": request.user.has_perm("glossary.change_glossaryterm"),
        "may_submit": may_finish and permissions.can_submit_for_moderation(),
        "may_publish": may_finish and permissions.can_publish(),
    }


def _rows(
    shown: Iterable[Segment], translation: Translation, request: HttpRequest
) -> list[tuple[Segment, list[Match], list[Found]]]:
    """Return the segments, each with what is at hand for it: earlier translations, and terms."""
    source, target = translation.source.locale, translation.target_locale
    # For what is done nobody needs them.
    matches = find_matches(
        [segment for segment in shown if segment.is_open], source, target, request.user
    )
    glossary = Glossary(get_language(source.language_code), get_language(target.language_code))
    use = request.POST.get("use", "")
    return [
        (
            _using(segment, matches.get(segment.key, []), use),
            matches.get(segment.key, []),
            [] if segment.is_slug else glossary.find(segment.unit.source),
        )
        for segment in shown
    ]


def _using(segment: Segment, matches: list[Match], use: str) -> Segment:
    """Put the match that was chosen (``"<its id>:<the segment's key>"``) into a segment."""
    for match in matches:
        if use == f"{match.id}:{segment.key}":
            return replace(segment, text=match.text)
    return segment


def _counts(segments: list[Segment]) -> list[tuple[SegmentState, int]]:
    states = [segment.state for segment in segments]
    return [(state, states.count(state)) for state in SegmentState if state in states]


def _source_address(translation: Translation, user: Any) -> str:
    """Return where the user can look at the page that is translated; ``""`` where they cannot."""
    page: Page = translation.source.get_source_instance()
    if page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return (page.full_url or "") if page.live else ""
