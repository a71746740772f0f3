"""Excerpts that show where a text says what was asked for."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape

from cms.languages import Language
from cms.search.questions import asked, heavy
from cms.search.terms import joined_terms, read, stem_terms
from cms.search.words import Token

#: How many characters an excerpt has, about.
LENGTH = 180


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
    found, best = _matches(text, query, language, length)
    start, end = _cut(text, max(0, best - length // 3), length)
    inside = [match for match in found if start <= match.start and match.end <= end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{_highlight(text, start, end, inside)}{after}"


def _matches(text: str, query: str, language: Language, length: int) -> tuple[list[Match], int]:
    """Return where a text says what was asked for, and where it first says most of it.

    What comes after a part that says all of it is not read.
    """
    wanted = _wanted(query, language)
    everything = len(set(wanted.values()))
    found: list[Match] = []
    near: deque[Match] = deque()
    best = most = 0
    for token in read(text, language) if wanted else ():
        if most == everything and token.words[0].start > best + length:
            break
        for match in _matches_of(token, wanted, language):
            found.append(match)
            near.append(match)
            while match.start - near[0].start > length // 2:
                near.popleft()
            different = len({each.word for each in near})
            if different > most:
                best, most = near[0].start, different
    return found, best


def _matches_of(token: Token, wanted: dict[str, int], language: Language) -> Iterator[Match]:
    joined = _word_of(joined_terms(token, language), wanted)
    if joined is not None:
        yield Match(token.words[0].start, token.words[-1].end, joined)
        return
    for word in token.words:
        place = _word_of(stem_terms(word, language), wanted)
        if place is not None:
            yield Match(word.start, word.end, place)


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
