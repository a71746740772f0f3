"""Excerpts that show where a text says what was asked for."""

import re
import unicodedata
from typing import ClassVar

from django.utils.html import escape

#: How many characters an excerpt has, about.
LENGTH = 180


def excerpt(text: str, query: str, length: int = LENGTH) -> str:
    """Return the part of a text around the first word that was asked for, as safe HTML.

    Args:
        text: plain text.
        query: the words that were asked for; where the text has them they are put in ``<mark>``.
        length: about how many characters.
    """
    pattern = _pattern(query)
    found = [] if pattern is None else [match.span() for match in pattern.finditer(_fold(text))]
    return _cut(text, found, max(0, found[0][0] - length // 3) if found else 0, length)


class _Folding(dict[int, str]):
    """One character for each, without case, accents, and points, as the search index has them."""

    #: One of the marks that are written for another.
    _quotes: ClassVar[dict[str, str]] = {"’": "'", "׳": "'", "״": '"', "”": '"', "“": '"'}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        parts = unicodedata.normalize("NFD", character).casefold()
        letters = [part for part in parts if not unicodedata.combining(part)]
        letter = letters[0] if len(letters) == 1 else character
        self[code] = self._quotes.get(letter, letter)
        return self[code]


_FOLDING = _Folding()

#: Accents and points that stand beside their letters; what stands between words is none of them.
_MARKS = "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]*"


def _fold(text: str) -> str:
    """Return a text as long as it was, in which each letter is the same however it is written."""
    return text.translate(_FOLDING)


def _pattern(query: str) -> re.Pattern[str] | None:
    """What finds the words that were asked for in a folded text; None where there is no word."""
    asked = re.findall(r"""[\w'"]+""", re.sub(_MARKS, "", _fold(query)))
    words = {word.strip("'\"") for word in asked if any(map(str.isalnum, word))}
    # Also without what is elided or added beside an apostrophe: l'oud says the same as oud.
    stems = {max(word.split("'"), key=len) for word in words}
    words |= {stem for stem in stems if len(stem) > 1}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    written = ("".join(re.escape(letter) + _MARKS for letter in word) for word in longest_first)
    return re.compile("|".join(written)) if words else None


def _cut(text: str, found: list[tuple[int, int]], start: int, length: int) -> str:
    """Cut at word borders, with an ellipsis where something is left out, and mark what was found.

    Args:
        text: plain text.
        found: where that begins and ends.
        start: where to cut, about.
        length: about how many characters to leave.
    """
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(start + length, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    parts, position = ["…" if start else ""], start
    for begins, ends in found:
        if begins < start or ends > end:
            continue
        parts += [escape(text[position:begins]), f"<mark>{escape(text[begins:ends])}</mark>"]
        position = ends
    return "".join([*parts, escape(text[position:end]), "…" if end < len(text) else ""])
