"""What a page that was written by hand says, text by text, as the translation of its source."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component
from wagtail_localize.strings import StringValue

from cms.translation.handwritten.alignment import Alignment

#: Where a tag's attributes were, wagtail-localize leaves the tag's name and a number.
_ID = re.compile(r' id="(\w+?)(\d+)"')
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")


@dataclass(frozen=True)
class Text:
    """A text of the source, and what the page says there.

    Attributes:
        path: where it stands in the source.
        source: as wagtail-localize has it.
        target: in the same form.
        is_certain: whether nobody needs to look whether the one translates the other.
    """

    path: str
    source: str
    target: str
    is_certain: bool


@dataclass
class Plan:
    """What is kept of a page when it is taken up.

    Attributes:
        texts: what becomes a translation.
        exchanged: pictures and addresses that are others than the source's, by path.
        lost: texts, addresses, and pictures for which the source has no place, for people.
    """

    texts: list[Text] = field(default_factory=list)
    exchanged: dict[str, Any] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def add(self, text: Text) -> None:
        """Keep a text. What stands twice in one place of the source has one translation only."""
        others = (
            each for each in self.texts if (each.path, each.source) == (text.path, text.source)
        )
        known = next(others, None)
        if known is None:
            self.texts.append(text)
        elif known.target != text.target:
            self.lost.append(StringValue(text.target).render_text())

    def doubt(self, texts: set[tuple[str, str, str]]) -> None:
        """Let people look at these: path, what the source says, and what stands there."""
        self.texts = [
            replace(text, is_certain=False)
            if (text.path, text.source, text.target) in texts
            else text
            for text in self.texts
        ]

    @property
    def certain(self) -> int:
        return sum(text.is_certain for text in self.texts)

    @property
    def uncertain(self) -> int:
        return len(self.texts) - self.certain


def make_plan(source: Page, page: Page) -> Plan:
    """Hold a page against its source, field by field and block by block.

    Where a place has as many texts in both (a rich text has one for each paragraph), they
    translate each other in order; where it has not, that is a guess, and what is left over stands
    at the end of the last one. Words that are the source's own may be a name, or untranslated.

    Args:
        source: as it was when the page was last in step with it.
        page: of the same specific class.
    """
    plan, alignment = Plan(), _align(source, page)
    originals, exchangeable = _by_path(extract_segments(source))
    texts, exchanged = _by_path(extract_segments(page))
    for place, said in texts.items():
        path = alignment.path(place)
        there = originals.get(path or "", [])
        if path is None or not there:
            plan.lost += [text.string.render_text() for text in said]
            continue
        is_certain = len(said) == len(there) and not alignment.is_guessed(place)
        for original, texts_of_one in _pair(there, said):
            target, fits = _with_links_of(original, texts_of_one, plan)
            is_sure = is_certain and fits and not _is_untranslated(path, original, target)
            plan.add(Text(path, original.string.data, target, is_certain=is_sure))
    for place, value in exchanged.items():
        path = alignment.path(place)
        # Addresses in a text stand in quotation marks; they are dealt with where the text is.
        if "'" in place:
            continue
        if path is None or path not in exchangeable:
            plan.lost.append(value if isinstance(value, str) else _("A picture"))
        elif exchangeable[path] != value:
            plan.exchanged[path] = value
    return plan


def _align(source: Page, page: Page) -> Alignment:
    alignment = Alignment()
    for each in type(source)._meta.get_fields():
        if isinstance(each, StreamField):
            alignment.align(
                getattr(source, each.name).get_prep_value(),
                getattr(page, each.name).get_prep_value(),
            )
    return alignment


def _by_path(
    segments: Iterable[Any],
) -> tuple[dict[str, list[StringSegmentValue]], dict[str, Any]]:
    texts: dict[str, list[StringSegmentValue]] = defaultdict(list)
    exchangeable = {}
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment)
        elif isinstance(segment, OverridableSegmentValue):
            exchangeable[segment.path] = segment.data
    return texts, exchangeable


def _pair(there: list[Any], said: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each text of the source that has a translation, with all that translates it."""
    last = min(len(there), len(said)) - 1
    for place, original in enumerate(there[: last + 1]):
        yield original, said[place:] if place == last else [said[place]]


def _is_untranslated(path: str, original: StringSegmentValue, target: str) -> bool:
    """Whether a text says word for word what its source says; an address often does."""
    words = original.string.render_text()
    return path != "slug" and target == original.string.data and any(map(str.isalpha, words))


def _with_links_of(
    original: StringSegmentValue, said: list[StringSegmentValue], plan: Plan
) -> tuple[str, bool]:
    """Return what was said, with the links that its source has, in order; and whether it fits.

    An address that is another one than the source's is noted as exchanged. Links that are too
    many become plain text.
    """
    known = dict(original.attrs or {})
    left = list(known)
    fits = True
    texts = []
    for segment in said:
        names = {}
        for name, attributes in (segment.attrs or {}).items():
            kind = name.rstrip("0123456789")
            found = next((each for each in left if each.rstrip("0123456789") == kind), None)
            if found is None:
                fits = False
                continue
            left.remove(found)
            names[name] = found
            address, other = known[found].get("href"), attributes.get("href")
            if address and other and address != other:
                plan.exchanged[f"{original.path}.{quote_path_component(address)}"] = other
            fits = fits and bool(address) == bool(other)
        texts.append(_rename(segment.string.data, names))
    return " ".join(texts), fits and not left


def _rename(text: str, names: dict[str, str]) -> str:
    """Give tags other ids; those that get none are taken away, and what they enclosed stays."""
    closed: list[bool] = []

    def rename(match: re.Match[str]) -> str:
        tag = match[0]
        found = _ID.search(tag)
        if match[1]:
            return "" if closed and closed.pop() else tag
        if match[2] == "br" or tag.endswith("/>"):
            return tag
        is_gone = bool(found) and found[1] + found[2] not in names  # type: ignore[index]
        closed.append(is_gone)
        if found is None or is_gone:
            return "" if is_gone else tag
        return tag.replace(found[0], f' id="{names[found[1] + found[2]]}"')

    return _TAG.sub(rename, text)
