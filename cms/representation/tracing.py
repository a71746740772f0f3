"""Collecting and rendering that leave a trace."""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from cms.representation.base import Representation
from cms.representation.references import Fetched, Kind, Note, Reading, References
from cms.representation.traces import Trace

T = TypeVar("T")


class _Tracing:
    """The trace that answers are added to now.

    Attributes:
        trace: that one.
        is_loading: whether the database is asked for what says itself, in its place, what it is of.
    """

    def __init__(self) -> None:
        self.trace = Trace()
        self.is_loading = False

    def noting(self) -> AbstractContextManager[None]:
        """Have it noted, in the context, where the database is asked for anything else."""

        def note(execute: Any, *arguments: Any) -> Any:
            if not self.is_loading:
                self.trace.is_whole = False
            return execute(*arguments)

        return connection.execute_wrapper(note)


class _TracedReading:
    """A reading whose answers are added to a trace.

    Attributes:
        rich_text_format: the reading's. It is in no trace: whoever keeps what was given knows what
            was asked for.
    """

    def __init__(self, reading: Reading, tracing: _Tracing) -> None:
        self.rich_text_format = reading.rich_text_format
        self._reading = reading
        self._tracing = tracing

    def once(self, load: Callable[[Reading], T]) -> T:
        self._tracing.is_loading = True
        try:
            value = self._reading.once(load)
        finally:
            self._tracing.is_loading = False
        self._tracing.trace.add_loaded(load, value)
        return value

    def __getattr__(self, name: str) -> Any:
        self._tracing.trace.is_whole = False
        return getattr(self._reading, name)


class Collected(NamedTuple):
    """What an object refers to.

    Attributes:
        notes: those.
        trace: what was asked to find them out.
    """

    notes: list[Note]
    trace: Trace


class TracedReferences(References):
    """What a reading refers to, of which it is known what is for one object."""

    def __init__(self, references: References) -> None:
        self._tracing = _Tracing()
        self._notes: list[Note] = []
        self.reading: Any = _TracedReading(references.reading, self._tracing)
        self._references = references

    def collect(self, representation: Representation, instance: Any) -> Collected:
        """Add what an object refers to, and return it."""
        with self._tracing.noting():
            representation.collect(instance, self)
        return Collected(self._notes, self._tracing.trace)

    def add(self, kind: Kind, key: Hashable, then: Representation | None = None) -> None:
        self._notes.append((kind, key, then))
        self._references.add(kind, key, then)

    def supply(
        self, kind: Kind, key: Hashable, value: Any, then: Representation | None = None
    ) -> None:
        self._tracing.trace.is_whole = False
        self._references.supply(kind, key, value, then)


class TracedFetched(Fetched):
    """What was fetched for a reading, whose answers are added to a trace."""

    def __init__(self, fetched: Fetched) -> None:
        self._tracing = _Tracing()
        self.reading: Any = _TracedReading(fetched.reading, self._tracing)
        self._fetched = fetched
        self._traced: dict[Hashable, tuple[Any, Trace]] = {}

    def get(self, kind: Kind, key: Hashable) -> Any:
        value = self._fetched.get(kind, key)
        self._tracing.trace.add_fetched(kind, key, value)
        return value

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        made = self._traced.get(key)
        if made is None:
            made = self._traced[key] = self.trace(make)
        value, trace = made
        self._tracing.trace.add(trace)
        return value  # type: ignore[no-any-return]

    def trace(self, make: Callable[[], T]) -> tuple[T, Trace]:
        """Return ``make()``, and what was asked meanwhile."""
        tracing = self._tracing
        outer, tracing.trace = tracing.trace, Trace()
        try:
            with tracing.noting():
                return make(), tracing.trace
        finally:
            tracing.trace = outer
