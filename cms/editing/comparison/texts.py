"""Plain texts compared: HTML in the language and direction of the text."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cms.editing.comparison.words import ADDITION, DELETION, EQUAL, changes, tokens
from cms.languages import Language

_ELEMENTS = {DELETION: "del", ADDITION: "ins"}


def joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  each of them is escaped


def marked(change: str, inner: SafeString) -> SafeString:
    """Return HTML marked as what went or what came."""
    if change == EQUAL:
        return inner
    return format_html('<{0} class="{1}">{2}</{0}>', _ELEMENTS[change], change, inner)


def marked_words(
    before: Sequence[Any], after: Sequence[Any], show: Callable[[Any], SafeString] = escape
) -> SafeString:
    """Return two sequences of words as one text, with what went and what came."""
    return joined(
        marked(change, joined(show(word) for word in words))
        for change, words in changes(before, after)
    )


def instead(before: str, after: str) -> SafeString:
    """Return a value that is compared as a whole, such as a date: what it was, and what it is."""
    if before == after:
        return escape(after)
    parts = [(DELETION, before), (ADDITION, after)]
    return joined(marked(change, escape(text)) for change, text in parts if text)


def written_in(language: Language | None, inner: SafeString) -> SafeString:
    """Return HTML in the language of what is written; in the admin's, where it has none."""
    if language is None:
        return format_html("<div>{}</div>", inner)
    return format_html('<div lang="{}" dir="{}">{}</div>', language.code, language.direction, inner)


def compare_text(before: str, after: str, language: Language | None) -> SafeString:
    """Return a text in two versions, word by word."""
    return written_in(language, marked_words(tokens(before), tokens(after)))


def compare_address(before: str, after: str, language: Language | None) -> SafeString:
    """Return an address in two versions. It is read from left to right, and as a whole."""
    return format_html('<div dir="ltr">{}</div>', instead(before, after))
