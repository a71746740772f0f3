"""Searching on PostgreSQL, with its full-text search."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, FloatField, Func, Q, QuerySet
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchAtomicRebuilder,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchRebuilder,
)

from cms.search.backends.compiler import CompilerMixin
from cms.search.backends.keeping import Entry, KeepingMixin, RebuildingMixin
from cms.search.entries import Weight
from cms.search.expressions import (
    All,
    Asked,
    AskedPlace,
    Expression,
    Sequence,
    Term,
    said,
    terms_of,
)
from cms.search.terms import Indexed, is_exact

#: Of texts of the weights D, C, B, and A.
_WEIGHTS = "{0.1, 0.2, 0.2, 1.0}"
#: Divide by the logarithm of an entry's length: the same words say more in a short text.
_BY_LENGTH = 1
#: What PostgreSQL holds of an entry: positions, how many of a term, and bytes of all.
_LAST_POSITION, _MOST_POSITIONS, _MOST_BYTES = 16_383, 255, 900_000


def tsquery(expression: Expression) -> str:
    """Return an expression as a ``tsquery``. Terms are letters and digits: nothing to escape."""
    if isinstance(expression, Term):
        return f"'{expression.text}'" + (":*" if expression.prefix else "")
    if isinstance(expression, Sequence):
        return f"({' <-> '.join(map(tsquery, expression.terms))})"
    assert not isinstance(expression, Asked), "it is said when it is known"
    operator = " & " if isinstance(expression, All) else " | "
    return f"({operator.join(map(tsquery, expression.parts))})"


def _vector(texts: Iterable[tuple[Weight, list[Indexed]]]) -> str:
    """Return texts as a ``tsvector``: each term with its places, and what it weighs there."""
    places: dict[str, list[str]] = defaultdict(list)
    place = size = 0
    for weight, words in texts:
        for word in words:
            place = min(place + 1, _LAST_POSITION)
            for term in dict.fromkeys((word.exact, *word.stems)):
                size += len(term.encode()) + 4 if term not in places else 2
                if size < _MOST_BYTES and len(places[term]) < _MOST_POSITIONS:
                    places[term].append(f"{place}{weight}")
        place = min(place + 1, _LAST_POSITION)  # no phrase goes on in the next text
    return " ".join(f"'{term}':{','.join(at)}" for term, at in places.items() if at)


class TSQuery(SearchQuery):
    """A ``tsquery`` as it is written, for words that no dictionary of PostgreSQL has to read.

    It stands in a subquery so that the planner does not look into it. It would take the stems of a
    word, which are found in the same texts, for words of different texts, and for a frequent one
    read all entries, each of which has to be unpacked first, in place of the index.
    """

    def __init__(self, text: str | AskedPlace) -> None:
        super().__init__("", search_type="raw")
        self._text = text

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        return "(SELECT %s::tsquery)", [self._text]


class Rank(Func):
    """How well a ``tsvector`` answers two queries together.

    Most of what ranking costs is unpacking the vector, which each function does anew. It is done
    once here, by one that gives it back unpacked, as no term is empty, and that the planner cannot
    move into the others.
    """

    template = (
        "(SELECT {rank} FROM (SELECT ts_delete({vector}, '') AS vector OFFSET 0) AS unpacked)"
    )

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        vector, *queries = map(compiler.compile, self.get_source_expressions())
        ranks = (f"ts_rank('{_WEIGHTS}', vector, {sql}, {_BY_LENGTH})" for sql, _ in queries)
        parameters = [each for _, given in (*queries, vector) for each in given]
        return self.template.format(rank=" + ".join(ranks), vector=vector[0]), parameters


class Index(KeepingMixin, PostgresIndex):
    """PostgreSQL's entries."""

    def columns(self, entry: Entry) -> dict[str, str]:
        return {
            "title": _vector(each for each in entry.texts if each[0] == "A"),
            "body": _vector(entry.texts),
            "autocomplete": " ".join(f"'{term}'" for term in entry.completed),
            # For Wagtail's fuzzy queries, which its extension makes and Mosaic does without.
            "title_text": "",
            "body_text": "",
        }


class Compiler(CompilerMixin, PostgresSearchQueryCompiler):
    """Searches for whole words."""

    @property
    def vector(self) -> str:
        """The column that is searched."""
        return "index_entries__title" if self.fields == ["title"] else "index_entries__body"

    def matching(self, queryset: QuerySet[Any], expression: Expression) -> QuerySet[Any]:
        return queryset.filter(**{self.vector: TSQuery(said(expression, tsquery))})

    def keys(self, expression: Expression) -> Any:
        return self.matching(self.queryset.model._base_manager.all(), expression).values("pk")

    def rank(self, expression: Expression) -> Any:
        terms, exact = (TSQuery(said(expression, say)) for say in (_any_term, _any_exact))
        return Rank(F(self.vector), terms, exact, output_field=FloatField())


def _any_term(expression: Expression) -> str:
    return " | ".join(dict.fromkeys(map(tsquery, terms_of(expression))))


def _any_exact(expression: Expression) -> str:
    """Return the exact forms; for want of any, what is found nowhere."""
    exact = (term for term in terms_of(expression) if is_exact(term.text))
    return " | ".join(dict.fromkeys(map(tsquery, exact)))


class AutocompleteCompiler(Compiler, PostgresAutocompleteQueryCompiler):
    """Searches for words of which the last is still being typed, in all that is searched."""

    def matching(self, queryset: QuerySet[Any], expression: Expression) -> QuerySet[Any]:
        if self.fields == ["title"]:
            return super().matching(queryset, expression)
        query = TSQuery(said(expression, tsquery))
        found = Q(**{self.vector: query}) | Q(index_entries__autocomplete=query)
        return queryset.filter(found)


class Rebuilder(RebuildingMixin, PostgresSearchRebuilder):
    """Builds the index anew."""


class AtomicRebuilder(RebuildingMixin, PostgresSearchAtomicRebuilder):
    """Builds the index anew, in one transaction."""


class PostgresBackend(PostgresSearchBackend):
    """Wagtail's backend for PostgreSQL, with this publication's words."""

    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    rebuilder_class = Rebuilder
    atomic_rebuilder_class = AtomicRebuilder
