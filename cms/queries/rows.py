"""From the rows of a query to model instances, without the ceremony.

Django's way runs each model's ``__init__``, its signals, and every field's descriptor, which for a
page costs many times more than reading the row. An instance that is made here is the same for all
that reads it. A stream's stored JSON is kept as it came, and parsed when it is read: no StreamValue
is built unless somebody asks for the attribute, which is then loaded like a deferred one.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import orjson
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from wagtail.fields import StreamField

#: Before a stream's name: where an instance keeps the stream's stored JSON.
STORED = "_stored_"

#: Where an instance has its model, and the row that it was made of: see ``row_of``.
ROW = "_row"
_OF_NO_ROW = (None, None)

Row = Sequence[Any]


class Maker(NamedTuple):
    """How what is read is made of a row, in two steps.

    Attributes:
        keep: gives, of a row's values and the row as it came, what is the same however often it is
            read.
        make: makes what is read of several of those, anew each time: whoever has it may change it.
    """

    keep: Callable[[Row, Any], Any]
    make: Callable[[list[Any]], list[Any]]


#: How tuples are made, which nobody can change.
TUPLES = Maker(lambda values, row: tuple(values), lambda kept: kept)


class _Stored(ModelState):
    """What Django keeps of an instance, as it is for one that came from the database."""

    adding = False
    db = DEFAULT_DB_ALIAS


def instance_maker(compiler: Any) -> Maker:
    """Return how an instance is made of each row of a compiled query, with what it is related to.

    Args:
        compiler: of a queryset of instances; its SQL is made already.
    """
    info = compiler.klass_info
    own = _attribute_maker(compiler, info, tuple(compiler.annotation_col_map.items()))
    related = [
        (each["local_setter"], _attribute_maker(compiler, each))
        for each in info.get("related_klass_infos", ())
    ]
    if not related:
        return own

    def keep(values: Row, row: Any) -> tuple[Any, list[Any]]:
        return own.keep(values, row), [maker.keep(values, row) for _, maker in related]

    def make(kept: list[tuple[Any, list[Any]]]) -> list[Model]:
        instances: list[Model] = own.make([attributes for attributes, _ in kept])
        for place, (set_related, maker) in enumerate(related):
            others = maker.make([all_others[place] for _, all_others in kept])
            for instance, other in zip(instances, others, strict=True):
                set_related(instance, other)
        return instances

    return Maker(keep, make)


def _attribute_maker(
    compiler: Any, info: dict[str, Any], annotations: Sequence[tuple[str, int]] = ()
) -> Maker:
    """Return how instances are made that are related to nothing: of their attributes."""
    model: type[Model] = info["model"]
    places = info["select_fields"]
    first, end = places[0], places[-1] + 1
    fields = [compiler.select[place][0].target for place in places]
    names = [
        f"{STORED}{field.attname}" if isinstance(field, StreamField) else field.attname
        for field in fields
    ]
    new = model.__new__

    def keep(values: Row, row: Any) -> dict[str, Any]:
        attributes = dict(zip(names, values[first:end], strict=True))
        attributes.update((name, values[place]) for name, place in annotations)
        attributes[ROW] = model, row
        return attributes

    def make(kept: list[dict[str, Any]]) -> list[Model]:
        instances = [new(model) for _ in kept]
        for instance, attributes in zip(instances, kept, strict=True):
            instance.__dict__.update(attributes, _state=_Stored())
        return instances

    return Maker(keep, make)


def key_of(instance: Model) -> Any:
    """Return an instance's primary key.

    Django's ``pk`` finds out each time what the key is called, and of a page it is a foreign key,
    whose way is longer still. An answer asks for some two hundred.
    """
    return instance.__dict__[_key_name(type(instance))]


@cache
def _key_name(model: type[Model]) -> str:
    return model._meta.pk.attname


def row_of(instance: Model) -> Any:
    """Return the row that an instance was made of, as the database gave it.

    Two instances that the same statement found, of equal rows, are the same, as long as nobody
    changes them. None where an instance came otherwise, as a draft does, or a page in its own type
    that Wagtail makes of one in another.
    """
    model, row = instance.__dict__.get(ROW, _OF_NO_ROW)
    return row if model is type(instance) else None


def stored_json(instance: Model, attname: str) -> Any:
    """Return a stream's stored JSON, parsed; None where the instance was not made here."""
    name = f"{STORED}{attname}"
    stored = instance.__dict__.get(name)
    if isinstance(stored, (str, bytes)):
        stored = instance.__dict__[name] = orjson.loads(stored) or []
    return stored
