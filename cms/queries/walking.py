"""Taking few of many rows in their order, on SQLite.

Its planner does not consider that only a few rows are asked for: it finds all that fit, which for
a language is a third of everything, and sorts them. Walking along the index that has them in order
ends after the few. PostgreSQL knows by itself.
"""

from copy import copy
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, QuerySet
from django.db.models.sql.constants import INNER
from django.db.models.sql.where import WhereNode

#: Walking passes what does not fit: it is worth it when this many times more rows fit than are
#: asked for, those before them included.
MANY = 20


def walking(queryset: "QuerySet[Any, Any]") -> "QuerySet[Any, Any] | None":
    """Return a queryset that finds the same by walking; None where there is no index to walk along.

    It is to be compiled as it is, and not to be changed.
    """
    field = _indexed(queryset.model, queryset.query.order_by)
    if field is None or queryset.query.extra_tables or queryset.query.distinct:
        return None
    queryset = queryset.all()
    query = queryset.query
    base: Any = query.get_initial_alias()
    opaque = _Opaque([query.where])
    opaque.key = queryset.model._meta.pk.get_col(base)
    query.where = opaque
    if field.model is queryset.model:
        for alias, join in query.alias_map.items():
            if join.join_type == INNER:
                # SQLite does not change the order of these.
                query.alias_map[alias] = crossed = copy(join)
                crossed.join_type = "CROSS JOIN"
    return queryset


def _indexed(model: Any, order: Any) -> "Field[Any, Any] | None":
    """Return the field that rows are ordered by first, where it has an index."""
    name = order[0].removeprefix("-") if order and isinstance(order[0], str) else ""
    if name in ("pk", "id"):
        return model._meta.pk  # type: ignore[no-any-return]
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    has_index = field.concrete and (field.db_index or field.unique)
    return field if has_index and not field.is_relation else None


class _Opaque(WhereNode):
    """Conditions that SQLite checks row by row, and for which it takes no index.

    Attributes:
        key: the key of the rows that are walked along. With it in the condition, SQLite does not
            go through the joined table beforehand, either.
    """

    key: Any

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = super().as_sql(compiler, connection)
        key, _ = compiler.compile(self.key)
        return f"iif({sql}, {key}, NULL) IS NOT NULL", parameters
