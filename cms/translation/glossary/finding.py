"""Which of the glossary's terms are in a text."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from cms.languages import Language
from cms.translation.glossary.models import GlossaryTerm

#: Vowel points and accents of Hebrew; not the maqaf (U+05BE) and other punctuation among them.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_SAME = str.maketrans({"’": "'", "׳": "'", "״": '"', "“": '"', "”": '"', "־": "-", "\u00a0": " "})

#: What may stand before a term and be one word with it: "and", "that", "the", "in", "to", "as",
#: "from", and several of them; before a name in other letters or in quotation marks with a hyphen.
#: French elides with an apostrophe, which is no letter.
_HEBREW_PREFIX = r"(?:[ושהבלכמ]{1,4}[-\"]{0,2})?"
#: What may stand after it: a plural.
_PLURAL = r"(?:e?s|x)?"


@dataclass(frozen=True)
class Found:
    """A term that a text has, and how it is rendered; ``""`` where that is not agreed on yet."""

    term: GlossaryTerm
    source: str
    rendering: str


class Glossary:
    """The glossary, to be used from one language into another. It takes one query."""

    def __init__(self, source: Language, target: Language) -> None:
        column = f"term_{source.code}"
        terms = GlossaryTerm.objects.exclude(**{column: ""}).exclude(**{f"{column}__isnull": True})
        self._terms = [
            (_normal(term.rendering(source.code)), term)
            for term in terms.order_by(column, "pk")
            if term.rendering(source.code).strip()
        ]
        self._source, self._target = source, target

    def find(self, text: str) -> list[Found]:
        """Return the terms that are in a text, in the order of the alphabet.

        Args:
            text: with or without tags.
        """
        normal = _normal(unescape(strip_tags(text)))
        return [
            Found(term, term.rendering(self._source.code), term.rendering(self._target.code))
            for needle, term in self._terms
            if needle in normal and self._has(normal, needle)
        ]

    def _has(self, text: str, needle: str) -> bool:
        before, after = "", _PLURAL
        if self._source.direction == "rtl":
            before, after = _HEBREW_PREFIX, ""
        return re.search(rf"(?<!\w){before}{re.escape(needle)}{after}(?!\w)", text) is not None


def _normal(text: str) -> str:
    plain = _POINTS.sub("", text).translate(_SAME).casefold()
    return " ".join(plain.split())
