"""The instances of a model by key."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from wagtail.fields import StreamField

from cms.queries.among import Keys
from cms.queries.rows import key_of
from cms.queries.seen import seen
from cms.queries.statement import Statement


@cache
def instances_of(model: type[Model], *, streams: bool = True) -> Statement:
    """Return the statement that finds instances of a model by key.

    Args:
        model: the model.
        streams: whether their streams are loaded. They are most of what a page weighs; who asks
            for one that was left out has it loaded, at the cost of a query.
    """
    left_out = [
        field.name for field in model._meta.fields if isinstance(field, StreamField) and not streams
    ]
    return Statement(lambda: seen(model._base_manager.filter(pk__among=Keys())).defer(*left_out))


def find_in_order(model: type[Model], keys: Sequence[Any], *, streams: bool = True) -> list[Any]:
    """Return the instances of a model with these keys, in this order; none of what is gone.

    Args:
        model: the model.
        keys: the keys. Without any, nothing is asked for.
        streams: whether the streams of the instances are loaded.
    """
    found = instances_of(model, streams=streams).ask(keys=keys) if keys else []
    return in_order(found, keys)


def in_order(found: Iterable[Any], keys: Sequence[Any]) -> list[Any]:
    """Return the instances with these keys, in their order; none of what is not there."""
    by_key = {key_of(each): each for each in found}
    return [by_key[key] for key in keys if key in by_key]


def values_of(queryset: "QuerySet[Any, Any]", *names: str) -> "QuerySet[Any, Any]":
    """Return what ``values_list`` does, the names in this order.

    Querysets of translated models give them in any order, and mend that in their own way of reading
    rows, which statements do without.
    """
    plain: QuerySet[Any, Any] = QuerySet(queryset.model, query=queryset.query.chain())
    return plain.values_list(*names)


def finds_instances_alone(queryset: Any) -> bool:
    """Whether a queryset gives instances and nothing more, one for each row."""
    return (
        isinstance(queryset, QuerySet)
        and issubclass(queryset._iterable_class, ModelIterable)
        and not queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        and not queryset.query.annotations
        and not queryset.query.combinator
    )
