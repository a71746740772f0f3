"""From the rows of a query to model instances, without the ceremony.

Django's way runs each model's ``__init__``, its signals, and every field's descriptor, which for a
page costs many times more than reading the row. An instance that is made here is the same for all
that reads it. A stream's stored JSON is kept as it came, and parsed when it is read: no StreamValue
is built unless somebody asks for the attribute, which is then loaded like a deferred one.
"""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from wagtail.fields import StreamField

#: Before a stream's name: where an instance keeps the stream's stored JSON.
STORED = "_stored_"

Row = Sequence[Any]


class _Stored(ModelState):
    """What Django keeps of an instance, as it is for one that came from the database."""

    adding = False
    db = DEFAULT_DB_ALIAS


def instance_maker(compiler: Any) -> Callable[[Row], Model]:
    """Return what makes an instance of each row of a compiled query, with what it is related to.

    Args:
        compiler: of a queryset of instances; its SQL is made already.
    """
    info = compiler.klass_info
    make = _maker(compiler, info)
    annotations = tuple(compiler.annotation_col_map.items())
    related = [
        (each["local_setter"], _maker(compiler, each))
        for each in info.get("related_klass_infos", ())
    ]
    if not annotations and not related:
        return make

    def make_with_more(row: Row) -> Model:
        instance = make(row)
        for name, place in annotations:
            instance.__dict__[name] = row[place]
        for set_related, make_related in related:
            set_related(instance, make_related(row))
        return instance

    return make_with_more


def _maker(compiler: Any, info: dict[str, Any]) -> Callable[[Row], Model]:
    model: type[Model] = info["model"]
    places = info["select_fields"]
    first, end = places[0], places[-1] + 1
    fields = [compiler.select[place][0].target for place in places]
    names = [
        f"{STORED}{field.attname}" if isinstance(field, StreamField) else field.attname
        for field in fields
    ]
    new = model.__new__

    def make(row: Row) -> Model:
        instance = new(model)
        instance.__dict__.update(zip(names, row[first:end], strict=True), _state=_Stored())
        return instance

    return make


def stored_text(instance: Model, attname: str) -> str | None:
    """Return a stream's stored JSON as it is; None where the instance does not hold it any more."""
    stored = instance.__dict__.get(f"{STORED}{attname}")
    return stored if isinstance(stored, str) else None


def stored_json(instance: Model, attname: str) -> Any:
    """Return a stream's stored JSON, parsed; None where the instance was not made here."""
    name = f"{STORED}{attname}"
    stored = instance.__dict__.get(name)
    if isinstance(stored, str):
        stored = instance.__dict__[name] = orjson.loads(stored) or []
    return stored
