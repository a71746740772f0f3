"""Searching on SQLite, with FTS5."""

from functools import partial
from typing import Any

from django.db.models import FloatField, IntegerField, QuerySet, UUIDField
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchAtomicRebuilder,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchRebuilder,
)
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry

from cms.search.backends.compiler import CompilerMixin
from cms.search.backends.keeping import Entry, KeepingMixin, RebuildingMixin, column_of
from cms.search.expressions import All, Asked, Expression, Sequence, Term, said

_ENTRY, _TEXTS = IndexEntry._meta.db_table, SQLiteFTSIndexEntry._meta.db_table
#: FTS5 weighs whole columns; these are in the order of its table: autocomplete, body, title.
_RANK = f"-bm25({_TEXTS}, 1.0, 1.0, 10.0)"


def match(expression: Expression) -> str:
    """Return an expression in FTS5's language. Terms are letters and digits: nothing to escape."""
    if isinstance(expression, Term):
        return f'"{expression.text}"' + ("*" if expression.prefix else "")
    if isinstance(expression, Sequence):
        return f'"{" ".join(term.text for term in expression.terms)}"'
    assert not isinstance(expression, Asked), "it is said when it is known"
    operator = " AND " if isinstance(expression, All) else " OR "
    return f"({operator.join(map(match, expression.parts))})"


def _match_in(columns: tuple[str, ...], expression: Expression) -> str:
    return f"{{{' '.join(columns)}}} : {match(expression)}"


class Index(KeepingMixin, SQLiteIndex):
    """SQLite's entries."""

    def columns(self, entry: Entry) -> dict[str, str]:
        return {
            "title": column_of([each for each in entry.texts if each[0] == "A"]),
            "body": column_of([each for each in entry.texts if each[0] != "A"]),
            "autocomplete": " ".join(entry.completed),
        }


class Compiler(CompilerMixin, SQLiteSearchQueryCompiler):
    """Searches for whole words."""

    def matching(self, queryset: QuerySet[Any], expression: Expression) -> QuerySet[Any]:
        # As tables beside the model's own, and not as a condition with a subquery, so that the
        # index is read once, and gives the rank as well.
        conditions, parameters = self._conditions(expression)
        conditions.append(f"{_key(queryset.model)} = {_object_id(queryset.model)}")
        return queryset.extra(tables=[_ENTRY, _TEXTS], where=conditions, params=parameters)

    def keys(self, expression: Expression) -> Any:
        conditions, parameters = self._conditions(expression)
        return RawSQL(
            f"SELECT {_object_id(self.queryset.model)} FROM {_ENTRY}, {_TEXTS} "
            f"WHERE {' AND '.join(conditions)}",
            parameters,
        )

    def _conditions(self, expression: Expression) -> tuple[list[str], list[Any]]:
        columns = ["title"] if self.fields == ["title"] else self.FTS_TABLE_FIELDS
        types = get_descendants_content_types_pks(self.queryset.model)
        conditions = [
            f"{_TEXTS} MATCH %s",
            f"{_ENTRY}.id = {_TEXTS}.rowid",
            f"{_ENTRY}.content_type_id IN ({', '.join('%s' for _ in types)})",
        ]
        say = partial(_match_in, tuple(columns))
        return conditions, [said(expression, say), *types]

    def rank(self, expression: Expression) -> Any:
        return RawSQL(_RANK, [], output_field=FloatField())


def _key(model: Any) -> str:
    return f'"{model._meta.db_table}"."{model._meta.pk.column}"'


def _object_id(model: Any) -> str:
    """Return the SQL of the key that an entry holds as a text, as the model's table has it."""
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    if isinstance(key, IntegerField):
        return f"CAST({_ENTRY}.object_id AS integer)"
    return (
        f"replace({_ENTRY}.object_id, '-', '')"
        if isinstance(key, UUIDField)
        else (f"{_ENTRY}.object_id")
    )


class AutocompleteCompiler(Compiler, SQLiteAutocompleteQueryCompiler):
    """Searches for words of which the last is still being typed, in all that is searched."""

    FTS_TABLE_FIELDS = [*Compiler.FTS_TABLE_FIELDS, "autocomplete"]


class Rebuilder(RebuildingMixin, SQLiteSearchRebuilder):
    """Builds the index anew."""


class AtomicRebuilder(RebuildingMixin, SQLiteSearchAtomicRebuilder):
    """Builds the index anew, in one transaction."""


class SQLiteBackend(SQLiteSearchBackend):
    """Wagtail's backend for SQLite, with this publication's words."""

    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    rebuilder_class = Rebuilder
    atomic_rebuilder_class = AtomicRebuilder
