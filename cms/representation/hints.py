"""The schemas of Python's types, of their values as DRF writes them in JSON.

drf-spectacular's own reading gives up altogether at a part that it does not know, and takes
``tuple[str, ...]`` for two texts at most.
"""

import datetime
import inspect
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)
from uuid import UUID

from django.utils.functional import Promise

from cms.representation.base import Schema, closed_object
from cms.representation.schemas import ANYTHING, BOOLEAN, DATE, DATE_TIME, INTEGER, TEXT

#: A subclass stands before what it inherits from.
_VALUES: tuple[tuple[type, Schema], ...] = (
    (type(None), {"type": "null"}),
    (bool, BOOLEAN),
    (int, INTEGER),
    (float, {"type": "number"}),
    (Decimal, {"type": "number"}),
    (datetime.datetime, DATE_TIME),
    (datetime.date, DATE),
    (datetime.time, {"type": "string", "format": "time"}),
    (datetime.timedelta, TEXT),
    (UUID, {"type": "string", "format": "uuid"}),
    (str, TEXT),
    (bytes, TEXT),
    (Promise, TEXT),
)


def hint_schema(hint: Any) -> Schema:
    """Return the schema of a type's values, such as ``list[str] | None``.

    What is no type of JSON's, or is not said, is ANYTHING; the rest is still told around it.
    """
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if kind in (Union, UnionType):
        return {"anyOf": [hint_schema(member) for member in inside]}
    if kind is Literal:
        return {"enum": list(inside)}
    if kind in (Required, NotRequired):
        return hint_schema(inside[0])
    if is_typeddict(kind):
        members = get_type_hints(kind, include_extras=True)
        properties = {name: hint_schema(member) for name, member in members.items()}
        return closed_object(properties, kind.__optional_keys__)
    return _of_class(kind, inside) if inspect.isclass(kind) else ANYTHING


def _of_class(kind: type, inside: tuple[Any, ...]) -> Schema:
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    for value, schema in _VALUES:
        if issubclass(kind, value):
            return schema
    if issubclass(kind, Mapping):
        return {"type": "object", "additionalProperties": hint_schema(inside[1] if inside else Any)}
    if issubclass(kind, tuple) and inside and Ellipsis not in inside:
        items = [hint_schema(member) for member in inside]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if issubclass(kind, Iterable):
        return {"type": "array", "items": hint_schema(inside[0] if inside else Any)}
    return ANYTHING
