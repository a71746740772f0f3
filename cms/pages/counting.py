"""How many pages a listing has.

Pages of one type are in two tables. Where the conditions are of the page table alone, which has an
index for this, the type's own table, with its bodies, need not be looked at.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Lookup, Q, QuerySet
from django.db.models.lookups import Exact, In
from django.db.models.sql import Query
from django.db.models.sql.where import WhereNode
from wagtail.models import Page, get_page_models

#: The index's name; its columns are all that most listings are filtered by.
_INDEX = "pages_listed"
_COLUMNS = "content_type_id, locale_id, live, path"


def install_index(using: str, **kwargs: Any) -> None:
    """After migrations: have the index. It is on Wagtail's table, where no migration of ours goes.

    On SQLite, a migration of Wagtail's that makes the table anew loses it.
    """
    if using == "default" and Page._meta.db_table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {_INDEX} ON {Page._meta.db_table} ({_COLUMNS})"
            )


def in_page_table(queryset: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Return what finds the same rows of the page table; itself where more must be looked at."""
    model, query = queryset.model, queryset.query
    if model is Page or not issubclass(model, Page):
        return queryset
    if query.annotations or query.combinator or query.distinct or query.extra:
        return queryset
    own = {model._meta.db_table, *(parent._meta.db_table for parent in model._meta.all_parents)}
    if not own.issuperset(name for name, uses in query.alias_refcount.items() if uses):
        return queryset
    try:
        where = _moved(query.where, model)
    except _OfOtherTablesError:
        return queryset
    found = Page._base_manager.all()
    found.query.get_initial_alias()
    found.query.where.add(where, where.connector)
    types = [each for each in get_page_models() if issubclass(each, model)]
    named = (Q(app_label=each._meta.app_label, model=each._meta.model_name) for each in types)
    of_types: QuerySet[Any, Any] = found.filter(
        content_type__in=ContentType.objects.filter(reduce(or_, named, Q(pk__in=[]))).values("pk")
    )
    return of_types


class _OfOtherTablesError(Exception):
    """A condition is not of the page table."""


def _moved(node: WhereNode, model: Any) -> WhereNode:
    """Return conditions on pages of a type as conditions on rows of the page table."""
    moved = WhereNode(connector=node.connector, negated=node.negated)
    for child in node.children:
        if isinstance(child, WhereNode):
            moved.children.append(_moved(child, model))
        else:
            moved.children.append(_moved_lookup(child, model))
    return moved


def _moved_lookup(lookup: Any, model: Any) -> Any:
    column: Any = getattr(lookup, "lhs", None)
    table = getattr(column, "alias", None)
    by_expression = hasattr(lookup.rhs, "resolve_expression") if table is not None else True
    if not isinstance(lookup, Lookup) or (by_expression and not _stands_alone(lookup.rhs)):
        raise _OfOtherTablesError
    if table == Page._meta.db_table:
        return lookup
    is_key = table == model._meta.db_table and column.target.primary_key
    for kind in (In, Exact):
        if is_key and lookup.lookup_name == kind.lookup_name:
            key: Any = Page._meta.pk
            return kind(key.get_col(Page._meta.db_table), lookup.rhs)
    raise _OfOtherTablesError


def _stands_alone(value: Any) -> bool:
    """Whether a subquery does not refer to what is around it."""
    return isinstance(value, Query) and not value.get_external_cols()
