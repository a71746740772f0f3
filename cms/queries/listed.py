"""The instances of a model by key, and those that any queryset finds."""

from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

from cms.queries.among import Keys
from cms.queries.seen import seen
from cms.queries.statement import Compiled, Statement, read


@cache
def instances_of(model: type[Model]) -> Statement:
    """Return the statement that finds instances of a model by key."""
    return Statement(lambda: seen(model._base_manager.filter(pk__among=Keys())))


def values_of(queryset: "QuerySet[Any, Any]", *names: str) -> "QuerySet[Any, Any]":
    """Return what ``values_list`` does, the names in this order.

    Querysets of translated models give them in any order, and mend that in their own way of reading
    rows, which statements do without.
    """
    plain: QuerySet[Any, Any] = QuerySet(queryset.model, query=queryset.query.chain())
    return plain.values_list(*names)


def read_queryset(queryset: Any) -> list[Any]:
    """Return what a queryset finds, its instances made as those of statements are.

    Their keys are found first, so that the database need not sort whole bodies.

    What is more than instances, such as search results, is as Django gives it.
    """
    if not _finds_instances_alone(queryset):
        return list(queryset)
    try:
        found = read(Compiled(values_of(queryset, "pk")), {})
    except EmptyResultSet:
        return []
    keys = [key for (key,) in found]
    instances = {each.pk: each for each in instances_of(queryset.model).ask(keys=keys)}
    return [instances[key] for key in keys if key in instances]


def _finds_instances_alone(queryset: Any) -> bool:
    return (
        isinstance(queryset, QuerySet)
        and issubclass(queryset._iterable_class, ModelIterable)
        and not queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        and not queryset.query.annotations
        and not queryset.query.combinator
    )
