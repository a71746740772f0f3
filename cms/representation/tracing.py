"""Collecting and rendering that leave a trace."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from cms.languages import Language
from cms.representation.base import Representation
from cms.representation.references import Fetched, Kind, Note, Reading, References
from cms.representation.traces import Trace

T = TypeVar("T")


class Tracing:
    """What is asked while objects are represented for one answer.

    Attributes:
        trace: the trace that answers are added to now.
        has_asked: whether the database was asked for what is in no trace. From then on an instance
            may hold that, and give it without asking again.
    """

    def __init__(self) -> None:
        self.trace = Trace()
        self.has_asked = False
        self._is_known = False

    @contextmanager
    def begin(self) -> Iterator[Trace]:
        """Give a trace of its own to what is asked in the context."""
        outer, self.trace = self.trace, Trace()
        try:
            yield self.trace
        finally:
            self.trace = outer

    @contextmanager
    def known(self) -> Iterator[None]:
        """Say that a trace has what the database is asked for in the context."""
        outer, self._is_known = self._is_known, True
        try:
            yield
        finally:
            self._is_known = outer

    def noting(self) -> AbstractContextManager[None]:
        """Have it noted, in the context, where the database is asked for anything else."""

        def note(execute: Any, *arguments: Any) -> Any:
            self.has_asked = self.has_asked or not self._is_known
            return execute(*arguments)

        return connection.execute_wrapper(note)


class _TracedReading:
    """A reading whose answers are added to a trace.

    Attributes:
        rich_text_format: the reading's. It is in no trace: whoever keeps what was given knows what
            was asked for.
    """

    def __init__(self, reading: Reading, tracing: Tracing) -> None:
        self.rich_text_format = reading.rich_text_format
        self._reading = reading
        self._tracing = tracing

    def once(self, load: Callable[[Reading], T]) -> T:
        with self._tracing.known():
            value = self._reading.once(load)
        self._tracing.trace.add_loaded(load, value)
        return value

    def __getattr__(self, name: str) -> Any:
        self._tracing.trace.is_whole = False
        return getattr(self._reading, name)


class Collected(NamedTuple):
    """What an object refers to.

    Attributes:
        notes: what was added for it.
        trace: what was asked to find that out.
    """

    notes: list[Note]
    trace: Trace


class TracedReferences(References):
    """What a reading refers to, and which of it each object does."""

    def __init__(self, reading: Reading, tracing: Tracing) -> None:
        super().__init__(reading)
        self._tracing = tracing

    def collect(self, representation: Representation, instance: Any) -> Collected:
        """Add what an object refers to, and return it."""
        with self._tracing.begin() as trace:
            one = _ReferencesOfOne(self, self._tracing)
            representation.collect(instance, one)
        return Collected(one.notes, trace)

    def _fetch_missing(self, wanted: Mapping[Kind, Iterable[Any]]) -> None:
        with self._tracing.known():
            super()._fetch_missing(wanted)


class _ReferencesOfOne(References):
    """What one object adds to the references of all."""

    def __init__(self, references: References, tracing: Tracing) -> None:
        traced: Any = _TracedReading(references.reading, tracing)
        super().__init__(traced)
        self.notes: list[Note] = []
        self._references = references
        self._tracing = tracing

    def add(self, kind: Kind, key: Hashable, then: Representation | None = None) -> None:
        self.notes.append((kind, key, then))
        self._references.add(kind, key, then)

    def supply(
        self, kind: Kind, key: Hashable, value: Any, then: Representation | None = None
    ) -> None:
        self._tracing.trace.is_whole = False
        self._references.supply(kind, key, value, then)


class TracedFetched(Fetched):
    """What was fetched for a reading, whose answers are added to a trace."""

    def __init__(self, fetched: Fetched, tracing: Tracing) -> None:
        traced: Any = _TracedReading(fetched.reading, tracing)
        super().__init__(traced)
        self._fetched = fetched
        self._tracing = tracing
        self._traced: dict[Hashable, tuple[Any, Trace]] = {}

    def get(self, kind: Kind, key: Hashable) -> Any:
        value = self._fetched.get(kind, key)
        self._tracing.trace.add_fetched(kind, key, value)
        return value

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        made = self._traced.get(key)
        if made is None:
            made = self._traced[key] = self._trace(make)
        value, trace = made
        self._tracing.trace.add(trace)
        return value  # type: ignore[no-any-return]

    def render(
        self, representation: Representation, value: Any, language: Language
    ) -> tuple[Any, Trace]:
        """Render something; return what is given, and what was asked."""
        return self._trace(lambda: representation.render(value, self, language))

    def _trace(self, make: Callable[[], T]) -> tuple[T, Trace]:
        with self._tracing.begin() as trace:
            return make(), trace
