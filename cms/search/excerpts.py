"""Excerpts that show where a text says what was asked for."""

import re

from django.utils.html import escape

from cms.editing.bidi import without_bidi_controls

#: How many characters an excerpt has, about.
LENGTH = 180


def excerpt(text: str, query: str, length: int = LENGTH) -> str:
    """Return the part of a text around the first word that was asked for, as safe HTML.

    Args:
        text: plain text.
        query: the words that were asked for; where the text has them they are put in ``<mark>``.
        length: about how many characters.
    """
    text = without_bidi_controls(text)
    words = [word for word in re.findall(r"[\w'’״׳\"]+", query) if any(map(str.isalnum, word))]
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.I)
    match = pattern.search(text) if words else None
    part = _cut(text, max(0, match.start() - length // 3) if match else 0, length)
    return _highlight(part, pattern) if words else escape(part)


def _cut(text: str, start: int, length: int) -> str:
    """Cut at word borders, with an ellipsis where something is left out."""
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(start + length, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


def _highlight(text: str, pattern: re.Pattern[str]) -> str:
    parts, position = [], 0
    for match in pattern.finditer(text):
        parts += [escape(text[position : match.start()]), f"<mark>{escape(match.group())}</mark>"]
        position = match.end()
    return "".join([*parts, escape(text[position:])])
