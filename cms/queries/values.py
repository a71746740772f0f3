"""From a database's values to Python's: those of a row, and those of a row that came as JSON."""

import datetime
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from wagtail.fields import StreamField

from cms.queries.engine import vendor

#: ``(place in the row, function)``.
Conversion = tuple[int, Callable[[Any], Any]]


def _made_once(make: Callable[[str], Any]) -> Callable[[str | None], Any]:
    """Have something made of each text once: the same ones come again, answer after answer."""

    @lru_cache(maxsize=2048)
    def make_once(text: str | None) -> Any:
        return None if text is None else make(text)

    return make_once


#: PostgreSQL's values that are texts in JSON, by the field's internal type.
_FROM_TEXT: dict[str, Callable[[str | None], Any]] = {
    "DateField": _made_once(datetime.date.fromisoformat),
    "DateTimeField": _made_once(datetime.datetime.fromisoformat),
    "UUIDField": _made_once(uuid.UUID),
}

#: Fields whose values are the same in JSON, by their internal type.
_SAME_IN_JSON = {
    "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "FileField",
    "IntegerField", "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField",
    "SlugField", "SmallAutoField", "SmallIntegerField", "TextField",
}  # fmt: skip


def conversions(compiler: Any) -> list[Conversion]:
    """Return what Django does to values as they come from the database, streams excepted."""
    expressions = [column[0] for column in compiler.select]
    return [
        (place, _chain(functions, expression))
        for place, (functions, expression) in compiler.get_converters(expressions).items()
        if not isinstance(expression.output_field, StreamField)
    ]


def conversions_of_json(compiler: Any) -> list[Conversion] | None:
    """Return the same for values that come as JSON; None where some would not come whole."""
    found: list[Conversion] = []
    for place, (expression, *_) in enumerate(compiler.select):
        kind = _kind(expression.output_field)
        if kind is None:
            return None
        if kind in _FROM_TEXT and vendor() == "postgresql":
            found.append((place, _FROM_TEXT[kind]))
    # SQLite has no other types than JSON has: there, values are what they would be in a row.
    return found if vendor() == "postgresql" else conversions(compiler)


def _kind(field: Any) -> str | None:
    while field.is_relation:
        field = field.target_field
    if hasattr(field, "from_db_value"):
        return None
    kind = field.get_internal_type()
    return kind if kind in _FROM_TEXT or kind in _SAME_IN_JSON else None


def _chain(functions: list[Any], expression: Any) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        for function in functions:
            value = function(value, expression, connection)
        return value

    return convert


def convert(rows: list[Any], functions: Sequence[Conversion]) -> Iterator[list[Any]]:
    """Yield rows with their values converted."""
    for row in rows:
        # What came as JSON is a list of our own.
        values = row if isinstance(row, list) else list(row)
        for place, function in functions:
            values[place] = function(values[place])
        yield values
