"""What editors can choose from, as the enumeration of what is given."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from django.db import connections
from rest_framework.utils.encoders import JSONEncoder

from cms.representation.base import Schema

#: As Django and Wagtail take them: values with labels, and groups of them.
Choices = Iterable[tuple[Any, Any]]


class _ContentError(Exception):
    """Choices were asked of the database."""


def enumeration(
    schema: Schema,
    choices: Callable[[], Choices],
    give: Callable[[Any], Any] = lambda value: value,
    *,
    may_be_empty: bool,
) -> Schema:
    """Narrow a schema down to what can be chosen.

    Choices that come out of the database are content, and not the contract: they narrow nothing.

    Args:
        schema: of any value of the kind.
        choices: gives the choices.
        give: makes what is given of a choice's value.
        may_be_empty: whether nothing at all can be chosen, which is given as "".
    """
    try:
        with ExitStack() as without_database:
            for connection in connections.all():
                without_database.enter_context(connection.execute_wrapper(_refuse))
            values = [give(value) for value in _values(choices())]
    except Exception:  # also what is raised where there is no database to ask at all
        return schema
    if not values:
        return schema
    if may_be_empty:
        values.append("")
    given = json.loads(json.dumps(list(dict.fromkeys(values)), cls=JSONEncoder))
    return {**schema, "enum": given}


def _refuse(*args: Any) -> Any:
    raise _ContentError


def _values(choices: Choices) -> Iterator[Any]:
    """The values of all groups. An empty one stands for the choice of none of them."""
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _values(label)
        elif value not in ("", None):
            yield value
