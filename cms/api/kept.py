"""Objects as they were given before, kept for as long as all that they were made of is the same.

Every answer asks the database for all rows that it is made of. Most of them are what they were when
the last answer was made: then their objects are given as they were, and nothing is rendered.
"""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

from django.db.models import Model
from django.urls import get_script_prefix, get_urlconf
from django.utils.timezone import get_current_timezone

from cms.api.renderer import Written, encode
from cms.delivery.days import today
from cms.delivery.tags import row_tag
from cms.keeping import Shelf
from cms.languages import Language
from cms.queries.rows import key_of, row_of
from cms.representation.base import Representation
from cms.representation.references import Reading
from cms.representation.traces import Loaded, Trace, characters_of, is_loaded, loaded_by
from cms.representation.tracing import Collected, TracedFetched, TracedReferences, Tracing

#: How many characters of JSON, and of what it was made of, are kept in each process.
_MOST_CHARACTERS = 10_000_000

#: As so many characters any object counts, beside those.
_ANY_OBJECT = 1000

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
        given: what was written of it.
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
        self._tracing = Tracing()
        self._references = TracedReferences(reading, self._tracing)
        self._place = _number(representation, language, *_circumstances(reading))
        self._is_loaded: dict[int, tuple[bool, Loaded]] = {}

    def represent(self, objects: Sequence[Model]) -> list[Any]:
        """Return what is given of each."""
        with self._tracing.noting():
            collected = [self._collect(item) for item in objects]
            fetched = self._references.fetch()
            traced = TracedFetched(fetched, self._tracing)
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
        return self._references.collect(self._representation, item), None

    def _has_loaded(self, loaded: Loaded) -> bool:
        """Whether the same is loaded for this reading. Of most objects it is the same tuple."""
        known = self._is_loaded.get(id(loaded))
        if known is None:
            with self._tracing.known():
                # It is held here, so that no other one has its id.
                known = self._is_loaded[id(loaded)] = is_loaded(loaded, self._reading), loaded
        return known[0]

    def _render(self, item: Model, collected: Collected, traced: TracedFetched) -> Any:
        """Render an object, and keep what is given of it where all is known that decides it."""
        data, trace = traced.render(self._representation, item, self._language)
        try:
            written = encode(data)
        except TypeError:
            return data
        given, row = Written(written), row_of(item)
        is_whole = trace.is_whole and collected.trace.is_whole and not self._tracing.has_asked
        if row is not None and is_whole:
            loaded = loaded_by(collected.trace, trace)
            # Those of other readings are not held on to.
            collected.trace.loaded = trace.loaded = dict(loaded)
            kept = _Kept(row, collected, trace, loaded, given)
            size = _ANY_OBJECT + len(written) + characters_of(row) + trace.characters
            shelf.keep(_kept, (self._place, key_of(item)), kept, size)
        return given


def _circumstances(reading: Reading) -> tuple[Hashable, ...]:
    """Return what else decides how an object is given, beside its row and what a trace has.

    What depends on the site is in traces, too. Here it has each site keep its own.
    """
    request, site = reading.request, reading.site
    return (
        *(reading.rich_text_format, get_current_timezone(), today(request)),
        *(get_script_prefix(), get_urlconf(), request.get_host(), site and site.pk),
    )


@lru_cache(maxsize=1024)
def _number(*place: Hashable) -> int:
    """Return a number for a place, which is looked up faster than the place itself."""
    return next(_numbers)
