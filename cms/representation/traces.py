"""Traces: what was asked while something was represented.

What is given of a value follows from the value, the language, and what is asked of the reading and
of what was fetched. Where the same would be answered in another reading, the same would be given.
"""

from collections.abc import Callable, Hashable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Model

from cms.queries.rows import row_of
from cms.representation.references import Fetched, Kind, Reading

#: Values of these types are the same where they are equal: a kind gives each in one type.
_PLAIN = {
    type(None), bool, int, float, Decimal, str, bytes, UUID, date, datetime, time, timedelta,
}  # fmt: skip


#: What was loaded for a reading, each with the place that it says it is of.
Loaded = tuple[tuple[Callable[..., Any], Hashable], ...]


class UntraceableError(Exception):
    """Of a value nobody can say whether another one is the same."""


class Trace:
    """What was asked, and what was answered.

    Attributes:
        is_whole: whether that is all. It is not where the reading was asked for what may be another
            in each, such as its request or its tags.
        loaded: what was loaded for the reading, and the place that each says it is of.
    """

    def __init__(self) -> None:
        self.is_whole = True
        self.loaded: dict[Callable[..., Any], Hashable] = {}
        self._values: dict[tuple[Kind, Hashable], Any] = {}
        self._marks: dict[tuple[Kind, Hashable], Any] = {}

    @property
    def characters(self) -> int:
        """How many characters there are in what was answered."""
        return characters_of([*self._values.values(), *self._marks.values()])

    def is_in(self, fetched: Fetched) -> bool:
        """Whether what was fetched for another reading is the same."""
        get = fetched.get
        for (kind, key), value in self._values.items():
            if get(kind, key) != value:
                return False
        try:
            for (kind, key), mark in self._marks.items():
                if _mark(get(kind, key)) != mark:
                    return False
        except UntraceableError:
            return False
        return True

    def add_loaded(self, load: Callable[..., Any], value: Any) -> None:
        """Add what was loaded for the reading. It says in ``place`` what it depends on."""
        place = getattr(value, "place", None)
        if place is None:
            self.is_whole = False
        self.loaded[load] = place

    def add_fetched(self, kind: Kind, key: Hashable, value: Any) -> None:
        """Add what was fetched."""
        if _is_plain(value):
            self._values[kind, key] = value
            return
        try:
            self._marks[kind, key] = _mark(value)
        except UntraceableError:
            self.is_whole = False

    def add(self, other: "Trace") -> None:
        """Add all that another one has."""
        self.is_whole = self.is_whole and other.is_whole
        self.loaded.update(other.loaded)
        self._values.update(other._values)
        self._marks.update(other._marks)


def loaded_by(*traces: Trace) -> Loaded:
    """Return what was loaded for a reading: the same object for what is the same."""
    return _interned(tuple({pair: None for each in traces for pair in each.loaded.items()}))


@lru_cache(maxsize=64)
def _interned(loaded: Loaded) -> Loaded:
    return loaded


def is_loaded(loaded: Loaded, reading: Reading) -> bool:
    """Whether the same is loaded for a reading."""
    return all(getattr(reading.once(load), "place", None) == place for load, place in loaded)


def characters_of(value: Any) -> int:
    """Return how many characters there are in all texts of a value, or a row."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(map(characters_of, value.values()))
    return sum(map(characters_of, value)) if isinstance(value, list | tuple) else 0


def _is_plain(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_is_plain(each) for each in value)
    if isinstance(value, dict):
        return all(_is_plain(each) for pair in value.items() for each in pair)
    return type(value) in _PLAIN


def _mark(value: Any) -> Any:
    """Return what two values have in common if they are the same, and only then.

    Raises:
        UntraceableError: there is no such thing, as of an instance that is none of a row.
    """
    if isinstance(value, Model):
        row = row_of(value)
        if row is None:
            raise UntraceableError
        return row
    if isinstance(value, list | tuple):
        return tuple([_mark(each) for each in value])
    if isinstance(value, dict):
        return {key: _mark(each) for key, each in value.items()}
    if type(value) not in _PLAIN:
        raise UntraceableError
    return value
