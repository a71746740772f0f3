"""Comments are plain text: how they become HTML, and in which direction they run."""

import unicodedata

from django.utils.html import Urlizer, linebreaks
from django.utils.safestring import SafeString, mark_safe

from cms.languages import Language


class _Links(Urlizer):
    """Links to where a stranger leads: search engines and the other page learn nothing of it."""

    url_template = '<a href="{href}" rel="ugc nofollow noopener noreferrer">{url}</a>'

    @staticmethod
    def is_email_simple(value: str) -> bool:
        """No addresses for harvesters: what looks like one stays text."""
        return False


def as_html(text: str) -> SafeString:
    """Return a comment's text in paragraphs, everything escaped, with its web addresses linked."""
    linked = _Links()(text, trim_url_limit=60, autoescape=True)
    return mark_safe(linebreaks(mark_safe(linked)))  # noqa: S308  escaped above


def is_seen(text: str) -> bool:
    """Whether a text has a letter, a digit, or another sign, and not just spaces and controls."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


def direction_of(text: str, language: Language) -> str:
    """Return the direction of most of a text's words; of as many in each, the language's.

    The first letter alone would turn a Hebrew sentence round that begins with a Latin name. Web
    addresses are no words.
    """
    words = [word for word in text.split() if "://" not in word]
    directions = [direction for word in words if (direction := _direction_of_word(word))]
    rtl = directions.count("rtl")
    if 2 * rtl == len(directions):
        return language.direction
    return "rtl" if 2 * rtl > len(directions) else "ltr"


def _direction_of_word(word: str) -> str | None:
    """The direction of a word's first letter; None where it has none."""
    for character in word:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None
