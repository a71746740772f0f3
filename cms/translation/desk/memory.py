"""The translation memory: earlier translations of the same or a similar text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.strings import StringValue

from cms.translation.desk.memory_index import Hit, Index, entries, plain
from cms.translation.desk.segments import Segment

#: How many are offered for a text.
MOST = 5


@dataclass(frozen=True)
class Match:
    """An earlier translation.

    Attributes:
        id: of the ``StringTranslation``.
        score: how much its source is like the text, from 0 to 100; 100 is the same.
        source: what it is a translation of.
        text: the translation, as it is written into the text's input.
        title: of the page that it stands on, or stood on.
    """

    id: int
    score: int
    source: str
    text: str
    title: str


def find_matches(
    segments: Iterable[Segment], source: Locale, target: Locale, user: Any
) -> dict[str, list[Match]]:
    """Return what is remembered for texts, by their keys: the same ones first, then similar ones.

    Only what stands on pages that the user may see in the admin; what is in a text's input
    already is left out.
    """
    segments = list(segments)
    if not segments:
        return {}
    titles = _visible_titles(target, user)
    index = Index(entry for entry in entries(source.pk, target.pk) if entry.key in titles)
    found = {}
    for segment in segments:
        hits = index.search(plain(segment.unit.source), MOST + 1)
        matches = [_match(hit, segment, titles) for hit in hits]
        found[segment.key] = [each for each in matches if each.text != segment.unit.target][:MOST]
    return found


def _visible_titles(locale: Locale, user: Any) -> dict[Any, str]:
    """Return the titles of a language's pages that somebody may see in the admin."""
    pages = policy_registry.get_by_type(Page).explorable_instances(user).filter(locale=locale)
    return dict(pages.values_list("translation_key", "title"))


def _match(hit: Hit, segment: Segment, titles: dict[Any, str]) -> Match:
    data = hit.entry.data
    text = data if segment.unit.is_html else StringValue(data).render_text()
    return Match(hit.entry.pk, hit.score, hit.entry.text, text, titles[hit.entry.key])
