"""Which columns readers may see."""

from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet

from cms.delivery.watched import PRIVATE_FIELDS


def seen(queryset: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Leave out the columns that no reader sees. Who asks for one of them has it loaded."""
    model: Any = queryset.model
    return queryset.defer(*_unseen(model))


@cache
def _unseen(model: type[Model]) -> tuple[str, ...]:
    names = {
        name for base, names in PRIVATE_FIELDS.items() if issubclass(model, base) for name in names
    }
    return tuple(sorted(name for name in names if _has(model, name)))


def _has(model: type[Model], name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).concrete)
    except FieldDoesNotExist:
        return False
