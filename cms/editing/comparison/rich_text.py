"""Rich text compared: paragraph by paragraph, with its formatting and where its links lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.editing.comparison.texts import joined, marked, marked_words, written_in
from cms.editing.comparison.words import ADDITION, DELETION, EQUAL, tokens
from cms.languages import Language
from cms.representation.safety import readable

#: Elements that begin a paragraph, and what stands before it for those that see none.
_LABELS = {
    "p": "¶",
    "blockquote": "❝",
    "hr": "―",
    "embed": "▣",
    "ul": "•",
    "ol": "#",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_FORMATS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sub": "sub", "sup": "sup"}

#: What HTML shows as one space; a space that does not break is none of these.
_SPACES = re.compile(r"[ \t\n\r\f]+")

#: Paragraphs with less in common are not the same one.
_SAME_PARAGRAPH = 0.5

#: More paragraphs than this in one place are not held against one another.
_MANY = 200


@dataclass(frozen=True)
class Word:
    """A word, or what is between words.

    Attributes:
        text: itself.
        formats: the elements around it, such as ``b``.
        target: for what stands at the end of a link: where the link leads.
        linked: whether it is part of a link.
    """

    text: str
    formats: frozenset[str] = frozenset()
    target: tuple[str, str] | None = None
    linked: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return self.text


class Paragraph(NamedTuple):
    """A paragraph, heading, or item of a list.

    Attributes:
        kind: a key of _LABELS.
        words: what it says.
    """

    kind: str
    words: tuple[Word, ...]


class _Reader(HTMLParser):
    """Takes stored rich text apart."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[tuple[str, list[Word]]] = []
        self._lists: list[str] = []
        self._formats: list[str] = []
        self._links: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "li":
            self._begin(self._lists[-1] if self._lists else "ul")
        elif tag in _LABELS:
            self._begin(tag)
            if tag == "embed":
                shown = next(filter(None, map(attributes.get, ("alt", "url", "embedtype"))), "")
                self._add(Word(shown))
        elif tag == "br":
            self._add(Word("\n"))
        elif tag == "a":
            kind = attributes.get("linktype", "")
            self._links.append((kind, attributes.get("id" if kind else "href", "")))
        elif tag in _FORMATS:
            self._formats.append(_FORMATS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links:
            self._add(Word("", target=self._links.pop()))
        elif _FORMATS.get(tag) in self._formats:
            self._formats.remove(_FORMATS[tag])

    def handle_data(self, data: str) -> None:
        if not self.paragraphs and data.isspace():
            return
        formats, linked = frozenset(self._formats), bool(self._links)
        for text in tokens(_SPACES.sub(" ", data)):
            self._add(Word(text, formats, linked=linked))

    def _begin(self, kind: str) -> None:
        self.paragraphs.append((kind, []))

    def _add(self, word: Word) -> None:
        if not self.paragraphs:
            self._begin("p")
        self.paragraphs[-1][1].append(word)


def read_paragraphs(html: str) -> list[Paragraph]:
    """Return the paragraphs of rich text as it is stored."""
    reader = _Reader()
    reader.feed(readable(html))
    reader.close()
    return [Paragraph(kind, _trimmed(words)) for kind, words in reader.paragraphs]


def _trimmed(words: list[Word]) -> tuple[Word, ...]:
    """Leave out the space at both ends of a paragraph: it stands between paragraphs, or nowhere."""
    said = [place for place, word in enumerate(words) if not _SPACES.fullmatch(word.text)]
    return tuple(words[said[0] : said[-1] + 1]) if said else ()


def compare_rich_text(before: str, after: str, language: Language | None) -> SafeString:
    """Return rich text in two versions."""
    pairs = _pairs(read_paragraphs(before), read_paragraphs(after))
    return written_in(language, joined(_paragraph(old, new) for old, new in pairs))


def _pairs(
    before: list[Paragraph], after: list[Paragraph]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """Put together what is the same paragraph in both, in the order of reading."""
    compared = SequenceMatcher(None, before, after, autojunk=False)
    for operation, old_from, old_to, new_from, new_to in compared.get_opcodes():
        old, new = before[old_from:old_to], after[new_from:new_to]
        if operation == EQUAL:
            yield from zip(old, new, strict=True)
        else:
            yield from _alike(old, new)


def _alike(
    old: list[Paragraph], new: list[Paragraph]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """The same where all of them changed: each goes with the first that says nearly the same.

    What went stands before what came in its place.
    """
    few = len(old) * len(new) <= _MANY
    came: list[Paragraph] = []
    for paragraph in new:
        likenesses = [_likeness(earlier, paragraph) for earlier in old] if few else []
        place = next((n for n, like in enumerate(likenesses) if like >= _SAME_PARAGRAPH), None)
        if place is None:
            came.append(paragraph)
            continue
        yield from ((gone, None) for gone in old[:place])
        yield from ((None, each) for each in came)
        yield old[place], paragraph
        old, came = old[place + 1 :], []
    yield from ((gone, None) for gone in old)
    yield from ((None, each) for each in came)


def _likeness(one: Paragraph, other: Paragraph) -> float:
    before, after = (
        [word.text for word in each.words if word.text.strip()] for each in (one, other)
    )
    return SequenceMatcher(None, before, after).quick_ratio()


def _paragraph(old: Paragraph | None, new: Paragraph | None) -> SafeString:
    kinds = [
        (change, each.kind)
        for change, each in ((DELETION, old), (ADDITION, new))
        if each is not None
    ]
    if old is not None and new is not None and old.kind == new.kind:
        kinds = [(EQUAL, new.kind)] if new.kind != "p" else []
    elif len(kinds) == 1 and kinds[0][1] == "p":
        kinds = []
    labels = joined(marked(change, escape(_LABELS[kind])) for change, kind in kinds)
    words = marked_words(old.words if old else (), new.words if new else (), _show)
    return format_html(
        '<p class="comparison-paragraph comparison-paragraph--{}">{}{}</p>',
        (new or old or Paragraph("p", ())).kind,
        format_html('<span class="comparison-kind">{}</span> ', labels) if labels else "",
        words,
    )


def _show(word: Word) -> SafeString:
    if word.target:
        return format_html('<code class="comparison-target" dir="auto">↗ {}</code>', _name(word))
    shown = format_html("<u>{}</u>", word.text) if word.linked else escape(word.text)
    for name in sorted(word.formats):
        shown = format_html("<{0}>{1}</{0}>", name, shown)
    return shown


def _name(word: Word) -> str:
    """Where a link leads, in words."""
    assert word.target is not None, "it is asked of the end of a link"
    kind, target = word.target
    models: dict[str, Any] = {"page": Page, "document": get_document_model()}
    if kind not in models:
        return target
    found = models[kind].objects.filter(pk=target).first() if target.isdecimal() else None
    return str(found or "?")
