"""Stored streams, prepared for all readings of them.

What a stream refers to, and how most of its blocks are given, follows from its stored text alone:
it is found out once, and kept in the process for as long as the same text is read. There is nothing
to invalidate, since another text is another key.

Whether a block's value is the same in every reading nobody has to declare: it is rendered once with
a stand-in for what readings differ in. Where that is touched, each reading renders it anew.
"""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from cms.keeping import Shelf
from cms.representation.base import Representation

if TYPE_CHECKING:
    from cms.representation.references import Note

#: The one format of rich text that is prepared for: the default.
RICH_TEXT_FORMAT = "html"

#: How many characters of stored streams are kept in each process. With what is made of them, they
#: take about four bytes each.
_MOST_CHARACTERS = 4_000_000


class Children(dict[str, Representation]):
    """What represents each type of block in one stream. Equal to nothing but itself."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]


class Block(NamedTuple):
    """A block of a stream.

    Attributes:
        given: as every reading gives it; without its value where that has to be rendered.
        child: what renders the value; None where ``given`` is all.
        raw: the stored value.
    """

    given: dict[str, Any]
    child: Representation | None
    raw: Any


class Prepared(NamedTuple):
    """A stream that was looked through.

    Attributes:
        notes: what it refers to.
        collecting: the blocks, each with its stored value, that have to be asked in each reading.
        blocks: those that are given.
    """

    notes: list["Note"]
    collecting: list[tuple[Representation, Any]]
    blocks: list[Block]


def prepare(children: "Children", text: str | bytes) -> Prepared:
    """Return a stream's preparation, made the first time that this text is read.

    Args:
        children: what represents each type of block. One object for each stream field.
        text: the stored JSON, as the database gives it.
    """
    key = (children, text)
    prepared = _kept.get(key)
    if prepared is None:
        prepared = _prepare(children, orjson.loads(text) or [])
        shelf.keep(_kept, key, prepared, len(text))
    return prepared


def _prepare(children: "Children", stored: list[dict[str, Any]]) -> Prepared:
    prepared = Prepared([], [], [])
    for item in stored:
        # A block whose type has since been removed from the code is passed over, as Wagtail does.
        child = children.get(item["type"])
        if child is None:
            continue
        raw = item["value"]
        if child.collects:
            notes = _notes(child, raw)
            if notes is None:
                prepared.collecting.append((child, raw))
            else:
                prepared.notes.extend(notes)
        given = {"type": item["type"], "value": None, "id": item.get("id")}
        try:
            given["value"] = child.render(raw, _STAND_IN, _STAND_IN)
        except VariesError:
            prepared.blocks.append(Block(given, child, raw))
        else:
            prepared.blocks.append(Block(given, None, None))
    return prepared


def _notes(child: Representation, raw: Any) -> "list[Note] | None":
    """Return what a value refers to; None where that is not the same in every reading."""
    noted = _Notes()
    try:
        child.collect(raw, noted)  # type: ignore[arg-type]
    except VariesError:
        return None
    return noted.notes


class VariesError(Exception):
    """What is rendered differs from reading to reading."""


class _StandIn:
    """Stands for a reading, what was fetched for it, and its language: which are not known yet."""

    rich_text_format = RICH_TEXT_FORMAT

    @property
    def reading(self) -> "_StandIn":
        return self

    def __getattr__(self, name: str) -> Any:
        raise VariesError

    def __eq__(self, other: object) -> bool:
        raise VariesError

    def __hash__(self) -> int:
        raise VariesError

    def __bool__(self) -> bool:
        raise VariesError


_STAND_IN: Any = _StandIn()


class _Notes(_StandIn):
    """Stands for the references of a reading, and keeps what is noted."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def add(self, kind: Any, key: Hashable, then: Representation | None = None) -> None:
        self.notes.append((kind, key, then))


_Key = tuple["Children", str | bytes]

_kept: dict[_Key, Prepared] = {}
shelf = Shelf(_MOST_CHARACTERS)
