"""Objects as they were given before, kept for as long as all that they were made of is the same.

Every answer asks the database for all rows that it is made of. Most of them are what they were when
the last answer was made: then their objects are given as they were, and nothing is rendered.
"""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.timezone import get_current_timezone

from cms.api.renderer import Written, encode
from cms.delivery.days import today
from cms.delivery.tags import row_tag
from cms.keeping import Shelf
from cms.languages import Language
from cms.queries.rows import key_of, row_of
from cms.representation.base import Representation
from cms.representation.references import Reading, References
from cms.representation.traces import Loaded, Trace, is_loaded, loaded_by
from cms.representation.tracing import Collected, TracedFetched, TracedReferences

#: How many characters of JSON, and of the rows that it was made of, are kept in each process.
_MOST_CHARACTERS = 7_500_000

_kept: dict[Hashable, "_Kept"] = {}
shelf = Shelf(_MOST_CHARACTERS)

_numbers = count()


class _Kept(NamedTuple):
    """How an object was given.

    Attributes:
        row: the row that it was made of.
        collected: what it refers to, and what was asked to find that out.
        rendered: what was asked to render it.
        loaded: what both had loaded for the reading.
        given: that.
    """

    row: Any
    collected: Collected
    rendered: Trace
    loaded: Loaded
    given: Written


def represent_as_json(
    objects: Sequence[Model],
    representation: Representation,
    reading: Reading,
    language: Language,
) -> list[Any]:
    """Render objects for readers as ``represent`` does: as JSON, for the renderer to put in place.

    Args:
        objects: of the representation's model.
        representation: usually from :func:`cms.representation.compile.compile_model`.
        reading: the answer that they are for.
        language: the language of what has none of its own.

    Returns:
        For each object, in order, what is written of it; as data, where it has to be written with
        the whole answer.
    """
    return _Representing(representation, reading, language).represent(objects)


class _Representing:
    """Objects that are represented for one answer."""

    def __init__(
        self, representation: Representation, reading: Reading, language: Language
    ) -> None:
        self._representation = representation
        self._language = language
        self._reading = reading
        self._references = References(reading)
        # All that decides how an object is given, beside its row and what is asked.
        zone, day = get_current_timezone(), today(reading.request)
        self._place = _number(representation, language, reading.rich_text_format, zone, day)
        self._is_loaded: dict[int, tuple[bool, Loaded]] = {}

    def represent(self, objects: Sequence[Model]) -> list[Any]:
        """Return what is given of each."""
        collected = [self._collect(item) for item in objects]
        fetched = self._references.fetch()
        traced = TracedFetched(fetched)
        return [
            kept.given
            if kept is not None and kept.rendered.is_in(fetched)
            else self._render(item, found, traced)
            for item, (found, kept) in zip(objects, collected, strict=True)
        ]

    def _collect(self, item: Model) -> tuple[Collected, _Kept | None]:
        """Add what an object refers to; return that, and how it was given before."""
        self._reading.tags.add(row_tag(type(item), key_of(item)))
        kept = _kept.get((self._place, key_of(item)))
        if kept is not None and kept.row == row_of(item) and self._has_loaded(kept.loaded):
            for note in kept.collected.notes:
                self._references.add(*note)
            return kept.collected, kept
        return TracedReferences(self._references).collect(self._representation, item), None

    def _has_loaded(self, loaded: Loaded) -> bool:
        """Whether the same is loaded for this reading. Of most objects it is the same tuple."""
        known = self._is_loaded.get(id(loaded))
        if known is None:
            # It is held here, so that no other one has its id.
            known = self._is_loaded[id(loaded)] = is_loaded(loaded, self._reading), loaded
        return known[0]

    def _render(self, item: Model, collected: Collected, traced: TracedFetched) -> Any:
        """Render an object, and keep what is given of it where all is known that decides it."""
        representation, language = self._representation, self._language
        data, trace = traced.trace(lambda: representation.render(item, traced, language))
        try:
            written = encode(data)
        except TypeError:
            return data
        given, row = Written(written), row_of(item)
        if row is not None and trace.is_whole and collected.trace.is_whole:
            kept = _Kept(row, collected, trace, loaded_by(collected.trace, trace), given)
            size = len(written) + _characters_of(row)
            shelf.keep(_kept, (self._place, key_of(item)), kept, size)
        return given


def _characters_of(row: Any) -> int:
    """Return how many characters a row has."""
    texts = [row] if isinstance(row, str | bytes) else row
    return sum(len(text) for text in texts if isinstance(text, str | bytes))


@lru_cache(maxsize=1024)
def _number(*place: Hashable) -> int:
    """Return a number for a place, which is looked up faster than the place itself."""
    return next(_numbers)
