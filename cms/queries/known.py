"""Rows that came as JSON, parsed once for all that read the same.

Most rows of an answer were read for others before, and are as they were. Each comes as a line of
JSON, which is all that it says: what is kept of it is found by the line itself, and there is
nothing to invalidate, since another row is another line.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from cms.keeping import Shelf
from cms.queries.rows import Maker
from cms.queries.values import Conversion, convert

#: How many characters of rows are kept in each process. With what is made of them, they take about
#: four bytes each.
_MOST_CHARACTERS = 1_100_000

#: As so many characters any row counts, beside those that it has.
_ANY_ROW = 100

shelf = Shelf(_MOST_CHARACTERS)


class KnownRows:
    """The rows of one statement."""

    def __init__(self, functions: Sequence[Conversion], maker: Maker) -> None:
        """Make one.

        Args:
            functions: what is done to the values of JSON.
            maker: of what is read.
        """
        self._functions = functions
        self._maker = maker
        self._kept: dict[str | bytes, Any] = {}

    def read(self, lines: str | bytes | None) -> list[Any]:
        """Return what is made of rows.

        Args:
            lines: a JSON array for each row, a line each; None where there are no rows.
        """
        if lines is None:
            return []
        known = self._kept
        split = lines.split("\n") if isinstance(lines, str) else lines.split(b"\n")
        return self._maker.make([known.get(line) or self._keep(line) for line in split])

    def _keep(self, line: str | bytes) -> Any:
        """Return what is kept of a row that was not read before."""
        [values] = convert([orjson.loads(line)], self._functions)
        kept = self._maker.keep(values, line)
        shelf.keep(self._kept, line, kept, _ANY_ROW + len(line))
        return kept
