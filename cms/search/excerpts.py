"""Excerpts that show where a text says what was asked for."""

import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape

from cms.editing.bidi import without_bidi_controls
from cms.languages import LANGUAGES, Language
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


class Excerpts:
    """Cuts excerpts from texts of a language that were found for one question.

    What is asked for is read once for all of them, and so is what comes again in the texts.

    Args:
        query: what was asked for; where a text says it, in any form and spelling, it is put in
            ``<mark>``.
        language: the language of the texts.
    """

    def __init__(self, query: str, language: Language) -> None:
        wanted = _wanted(query, language)
        self._everything = len(set(wanted.values()))
        self._said = _Said(wanted, language)

    def of(self, text: str, length: int = LENGTH) -> str:
        """Return the part of a plain text that says most of what was asked for, as safe HTML.

        Args:
            text: plain text.
            length: about how many characters.
        """
        text = without_bidi_controls(text)
        found, best = self._matches(text, length)
        start, end = _cut(text, best, length)
        inside = [match for match in found if start <= match.start and match.end <= end]
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return f"{before}{_highlight(text, start, end, inside)}{after}"

    def _matches(self, text: str, length: int) -> tuple[list[Match], Match | None]:
        """Return where a text says what was asked for, and the first match of where it says most.

        What comes after a part that says all of it is not read.
        """
        found: list[Match] = []
        near: deque[Match] = deque()
        best: Match | None = None
        most = end = 0
        # No word goes on behind a space.
        for run in text.split(" ") if self._everything else ():
            start, end = end, end + len(run) + 1
            if best and most == self._everything and start > best.start + length:
                break
            for match in self._said[run]:
                there = Match(start + match.start, start + match.end, match.word)
                found.append(there)
                near.append(there)
                while there.start - near[0].start > length // 2:
                    near.popleft()
                different = len({each.word for each in near})
                if different > most:
                    best, most = near[0], different
        return found, best


class _Said(dict[str, tuple[Match, ...]]):
    """What is said, of what was asked for, in letters between two spaces."""

    def __init__(self, wanted: dict[str, int], language: Language) -> None:
        super().__init__()
        self._wanted, self._language = wanted, language
        self._terms = _TERMS[language.code]

    def __missing__(self, run: str) -> tuple[Match, ...]:
        said: tuple[Match, ...] = ()
        if len(run) > _LONG or not self._wanted.keys().isdisjoint(self._terms(run)):
            tokens = read(run, self._language)
            said = tuple(
                match
                for token in tokens
                for match in _matches_of(token, self._wanted, self._language)
            )
        self[run] = said
        return said


def _terms_in(language: Language) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the terms of letters between two spaces. It remembers the last ones."""

    @lru_cache(maxsize=32768)
    def terms(run: str) -> tuple[str, ...]:
        found = {
            term: None
            for token in read(run, language)
            for terms in (
                joined_terms(token, language),
                *(stem_terms(word, language) for word in token.words),
            )
            for term in terms
        }
        return tuple(found)

    return terms


#: Longer runs of letters, such as addresses, come once and need not be remembered.
_LONG = 40
_TERMS = {language.code: _terms_in(language) for language in LANGUAGES}


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
