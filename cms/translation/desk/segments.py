"""The segments of a page: each text, what it says in the other language, and what changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from cms.translation.desk.diff import mark_changes, show
from cms.translation.interchange.documents import State, Unit


class SegmentState(models.TextChoices):
    """How far a text is."""

    MISSING = "missing", pgettext_lazy("state of a text", "Not translated")
    OUTDATED = "outdated", pgettext_lazy("state of a text", "Out of date")
    #: By a machine, or marked as fuzzy in a file.
    UNCONFIRMED = "unconfirmed", pgettext_lazy("state of a text", "To be confirmed")
    DONE = "done", pgettext_lazy("state of a text", "Done")


@dataclass(frozen=True)
class Segment:
    """A text as the desk shows it.

    Attributes:
        unit: the text.
        number: its place on the page, from 1 on.
        text: what stands in the input: the translation, or what was just written.
        defect: why what was just written is refused; ``""`` otherwise.
    """

    unit: Unit
    number: int
    text: str
    defect: str = ""

    @property
    def key(self) -> str:
        """What the form's fields are named by: it is another one when the source changes."""
        return key_of(self.unit)

    @property
    def version(self) -> str:
        return version_of(self.unit.target)

    @property
    def state(self) -> SegmentState:
        return state_of(self.unit)

    @property
    def is_open(self) -> bool:
        return self.state is not SegmentState.DONE

    @property
    def is_slug(self) -> bool:
        return self.key.startswith("slug#")

    @cached_property
    def _changes(self) -> tuple[SafeString, SafeString]:
        return mark_changes(self.unit.previous_source, self.unit.source)

    @property
    def former_source(self) -> SafeString:
        """What the source was when it was translated, with what went from it; or ``""``."""
        return self._changes[0] if self.unit.previous_source else SafeString()

    @property
    def source(self) -> SafeString:
        """What the source is, with what came to it."""
        return self._changes[1] if self.unit.previous_source else show(self.unit.source)


def key_of(unit: Unit) -> str:
    """Return what tells a unit from the others of its page."""
    _kind, _page, key = unit.id.split("/", 2)
    return key


def version_of(text: str) -> str:
    """Return what stands for a translation as it was shown, to see whether it was changed since."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def state_of(unit: Unit) -> SegmentState:
    if unit.state is State.TRANSLATED:
        return SegmentState.DONE
    if unit.state is State.UNTRANSLATED:
        return SegmentState.MISSING
    if unit.previous_source and unit.target == unit.previous_target:
        return SegmentState.OUTDATED
    return SegmentState.UNCONFIRMED


def make_segments(units: Iterable[Unit], written: dict[str, tuple[str, str]]) -> list[Segment]:
    """Return the segments of these units, in order.

    Args:
        written: by key, what was just written and not taken, and why not.
    """
    segments = []
    for number, unit in enumerate(units, 1):
        text, defect = written.get(key_of(unit), (unit.target, ""))
        segments.append(Segment(unit, number, text, defect))
    return segments
