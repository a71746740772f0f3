"""Excerpts that show where a text says what was asked for."""

import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape

from cms.editing.bidi import without_bidi_controls
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
    text = without_bidi_controls(text)
    found, best = _matches(text, query, language, length)
    start, end = _cut(text, best, length)
    inside = [match for match in found if start <= match.start and match.end <= end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{_highlight(text, start, end, inside)}{after}"


def _matches(
    text: str, query: str, language: Language, length: int
) -> tuple[list[Match], Match | None]:
    """Return where a text says what was asked for, and the first match of where it says most of it.

    What comes after a part that says all of it is not read.
    """
    wanted = _wanted(query, language)
    everything = len(set(wanted.values()))
    found: list[Match] = []
    near: deque[Match] = deque()
    best: Match | None = None
    most = 0
    for token in read(text, language) if wanted else ():
        if best and most == everything and token.words[0].start > best.start + length:
            break
        for match in _matches_of(token, wanted, language):
            found.append(match)
            near.append(match)
            while match.start - near[0].start > length // 2:
                near.popleft()
            different = len({each.word for each in near})
            if different > most:
                best, most = near[0], different
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


def _cut(text: str, best: Match | None, length: int) -> tuple[int, int]:
    """Return the borders, between words, of the part that begins shortly before a match."""
    inside = best.start if best else 0
    start = max(0, inside - length // 3)
    if start:
        start = text.find(" ", start, inside) + 1 or inside
    end = start + length
    if end >= len(text):
        return start, len(text)
    # What the match ends with may run on without a space, as an address does.
    after = best.end if best else start + 1
    space = text.rfind(" ", after, end)
    return start, space if space > 0 else _border(text, after, end)


def _border(text: str, first: int, last: int) -> int:
    """Return the last place in a part where a word ends; its end where there is none."""
    places = range(last, first - 1, -1)
    return next((at for at in places if not _is_inside(text, at)), last)


def _is_inside(text: str, place: int) -> bool:
    """Whether a place is between two characters of one word."""
    return all(
        each.isalnum() or unicodedata.combining(each) for each in text[place - 1 : place + 1]
    )


def _highlight(text: str, start: int, end: int, found: list[Match]) -> str:
    parts = []
    for match in found:
        said = escape(text[match.start : match.end])
        parts += [escape(text[start : match.start]), f"<mark>{said}</mark>"]
        start = match.end
    return "".join([*parts, escape(text[start:end])])
