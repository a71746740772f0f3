"""Excerpts that show where a text says what was asked for."""

from dataclasses import dataclass

from django.utils.html import escape

from cms.languages import Language
from cms.search.questions import asked, heavy
from cms.search.terms import joined_terms, read, stem_terms

#: How many characters an excerpt has, about.
LENGTH = 180

#: Further matches change nothing.
_MOST_MATCHES = 100


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text says a word that was asked for, and which of them."""

    start: int
    end: int
    word: int


def excerpt(text: str, query: str, language: Language, length: int = LENGTH) -> str:
    """Return the part of a text that says most of what was asked for, as safe HTML.

    Args:
        text: plain text.
        query: what was asked for; where the text says it, in any form and spelling, it is put in
            ``<mark>``.
        language: the language of the text.
        length: about how many characters.
    """
    found = matches(text, query, language)[:_MOST_MATCHES]
    start, end = _cut(text, _best_start(found, length), length)
    inside = [match for match in found if start <= match.start and match.end <= end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{_highlight(text, start, end, inside)}{after}"


def matches(text: str, query: str, language: Language) -> list[Match]:
    """Return where a text says what was asked for, in order."""
    wanted = _wanted(query, language)
    if not wanted:
        return []
    found = []
    for token in read(text, language):
        joined = _word_of(joined_terms(token, language), wanted)
        if joined is not None:
            found.append(Match(token.words[0].start, token.words[-1].end, joined))
            continue
        for word in token.words:
            place = _word_of(stem_terms(word, language), wanted)
            if place is not None:
                found.append(Match(word.start, word.end, place))
    return found


def _wanted(query: str, language: Language) -> dict[str, int]:
    """Return the terms that were asked for, each with the place of its word in the question."""
    tokens = asked(query, language)
    wanted: dict[str, int] = {}
    for place, token in enumerate(heavy(tokens, language) or tokens):
        terms = [term for word in token.words for term in stem_terms(word, language)]
        for term in (*terms, *joined_terms(token, language)):
            wanted.setdefault(term, place)
    return wanted


def _word_of(terms: tuple[str, ...], wanted: dict[str, int]) -> int | None:
    return next((wanted[term] for term in terms if term in wanted), None)


def _best_start(found: list[Match], length: int) -> int:
    """Return where the first part begins that has the most different words."""

    def words_from(match: Match) -> int:
        return len({each.word for each in found if 0 <= each.start - match.start < length // 2})

    best = max(found, key=words_from, default=None)
    return max(0, best.start - length // 3) if best else 0


def _cut(text: str, start: int, length: int) -> tuple[int, int]:
    """Return the borders of the words that are nearest to those of the part."""
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(start + length, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _highlight(text: str, start: int, end: int, found: list[Match]) -> str:
    parts = []
    for match in found:
        said = escape(text[match.start : match.end])
        parts += [escape(text[start : match.start]), f"<mark>{said}</mark>"]
        start = match.end
    return "".join([*parts, escape(text[start:end])])
