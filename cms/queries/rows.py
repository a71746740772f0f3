"""From the rows of a query to model instances, without the ceremony.

Django's way runs each model's ``__init__``, its signals, and every field's descriptor, which for a
page costs many times more than reading the row. An instance that is made here is the same for all
that reads it. A stream's stored JSON is kept as it came, and parsed when it is read: no StreamValue
is built unless somebody asks for the attribute, which is then loaded like a deferred one.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, NamedTuple

import orjson
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from wagtail.fields import StreamField

#: Before a stream's name: where an instance keeps the stream's stored JSON.
STORED = "_stored_"

#: Where an instance has what else was made of its row: see ``made_of_row``.
MADE = "_made_of_row"

#: So much is kept beside one row: more than a photo's pictures in all languages. Whoever asks for
#: other fields of it each time fills no memory.
_MOST = 8

Row = Sequence[Any]


class Maker(NamedTuple):
    """How what is read is made of a row, in two steps.

    Attributes:
        keep: gives, of a row, what is the same however often it is read.
        make: makes what is read of several of those, anew each time: whoever has it may change it.
    """

    keep: Callable[[Row], Any]
    make: Callable[[list[Any]], list[Any]]


#: How tuples are made, which nobody can change.
TUPLES = Maker(tuple, lambda kept: kept)


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

    def keep(row: Row) -> tuple[Any, list[Any]]:
        return own.keep(row), [maker.keep(row) for _, maker in related]

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

    def keep(row: Row) -> dict[str, Any]:
        attributes = dict(zip(names, row[first:end], strict=True))
        attributes.update((name, row[place]) for name, place in annotations)
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


def made_of_row(instance: Model) -> dict[Any, Any] | None:
    """Return what was made of an instance's row, for all instances of the same row to share.

    Whoever finds nothing there puts it there, by ``keep_beside``: only what follows from the row
    and from what it is found by, and what nobody changes. None where the row is none that is kept.
    """
    return instance.__dict__.get(MADE)


def keep_beside(kept: dict[Any, Any], key: Hashable, made: Any) -> None:
    """Keep what was made of a row, in what ``made_of_row`` gives. Another thread may clear it."""
    if len(kept) >= _MOST:
        kept.clear()
    kept[key] = made


def stored_text(instance: Model, attname: str) -> str | bytes | None:
    """Return a stream's stored JSON as it is; None where the instance does not hold it any more.

    PostgreSQL's is in UTF-8.
    """
    stored = instance.__dict__.get(f"{STORED}{attname}")
    return stored if isinstance(stored, (str, bytes)) else None


def stored_json(instance: Model, attname: str) -> Any:
    """Return a stream's stored JSON, parsed; None where the instance was not made here."""
    name = f"{STORED}{attname}"
    stored = instance.__dict__.get(name)
    if isinstance(stored, (str, bytes)):
        stored = instance.__dict__[name] = orjson.loads(stored) or []
    return stored
