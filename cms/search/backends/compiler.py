"""From a search to a queryset, on either database."""

import json
from typing import Any

from django.db.models import Expression as SQLExpression
from django.db.models import F, FloatField, Func, Q, QuerySet, Value
from modelsearch.query import (
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from cms.languages import LANGUAGES, Language
from cms.search.backends.recency import with_recency
from cms.search.expressions import Expression, all_of, any_of
from cms.search.questions import phrase, question


class InLanguages(PlainText):
    """Words to look for in texts of some languages only."""

    def __init__(
        self, query_string: str, languages: tuple[Language, ...], operator: str = "and"
    ) -> None:
        super().__init__(query_string, operator=operator)
        self.languages = languages


class LookFor(SearchQuery):
    """What is looked for, said in terms."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    def __repr__(self) -> str:
        return f"<LookFor {self.expression!r}>"


class Found(SearchQuery):
    """What a search engine found already, which the database is left to filter.

    Attributes:
        scores: how well each object answers, the more, the better, by its primary key as a text.
    """

    def __init__(self, scores: dict[str, float]) -> None:
        self.scores = scores

    def __repr__(self) -> str:
        return f"<Found {len(self.scores)}>"


class _Score(Func):
    """The score of an object that was found."""

    template = "%(expressions)s"

    def __init__(self, scores: dict[str, float]) -> None:
        super().__init__(Value(json.dumps(scores)), F("pk"), output_field=FloatField())

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._as(compiler, """json_extract({}, '$."' || {} || '"')""")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._as(compiler, "({}::jsonb ->> {}::text)::double precision")

    def _as(self, compiler: Any, template: str) -> Any:
        sources = [compiler.compile(each) for each in self.get_source_expressions()]
        sql = template.format(*(sql for sql, _ in sources))
        return sql, [each for _, given in sources for each in given]


class CompilerMixin:
    """A query compiler that looks for terms. A subclass knows its database's language."""

    queryset: Any
    query: SearchQuery
    fields: list[str] | None
    order_by_relevance: bool
    LAST_TERM_IS_PREFIX: bool

    def matching(self, queryset: QuerySet[Any], expression: Expression) -> QuerySet[Any]:
        """Return those objects of a queryset that have what is looked for."""
        raise NotImplementedError

    def keys(self, expression: Expression) -> Any:
        """Return the primary keys of all objects that have it, as a subquery."""
        raise NotImplementedError

    def rank(self, expression: Expression) -> SQLExpression:
        """Return how well an object that has it answers: the more, the better."""
        raise NotImplementedError

    def search(
        self,
        config: Any,
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
        backend: Any = None,
    ) -> Any:
        """Return the queryset of what is found, in order."""
        queryset, rank = self._found()
        if rank is not None:
            if score_field is not None:
                queryset = queryset.annotate(**{score_field: rank})
            if self.order_by_relevance:
                queryset = queryset.order_by(rank.desc(), "-pk")
        if not self.order_by_relevance and not queryset.query.order_by:
            queryset = queryset.order_by("-pk")  # the same on every page of a listing
        return queryset[start:stop]

    def _found(self) -> tuple[QuerySet[Any], Any]:
        if isinstance(self.query, MatchAll):
            return self.queryset, None
        if isinstance(self.query, Found):
            rank = with_recency(_Score(self.query.scores), self.queryset.model)
            return self.queryset.filter(pk__in=[*self.query.scores]), rank
        if has_negation(self.query):
            found = self.queryset.filter(self._condition(self.query))
            return (found.order_by("-pk") if self.order_by_relevance else found), None
        expression = expression_of(self.query, self.LAST_TERM_IS_PREFIX)
        if expression is None:
            return self.queryset.none(), None
        rank = with_recency(self.rank(expression), self.queryset.model)
        return self.matching(self.queryset, expression), rank

    def _condition(self, query: SearchQuery) -> Q:
        if isinstance(query, MatchAll):
            return Q(pk__isnull=False)
        if isinstance(query, Not):
            return ~self._condition(query.subquery)
        if isinstance(query, (And, Or)) and has_negation(query):
            condition, *others = (self._condition(part) for part in query.subqueries)
            for other in others:
                condition = condition & other if isinstance(query, And) else condition | other
            return condition
        expression = expression_of(query, self.LAST_TERM_IS_PREFIX)
        if expression is None:
            return Q(pk__in=[])
        return Q(pk__in=self.keys(expression))


def expression_of(query: SearchQuery, unfinished: bool) -> Expression | None:
    """Return what a query looks for, said in terms; None when it has no word.

    Args:
        query: one without negations; see :func:`has_negation`.
        unfinished: whether its last word is still being typed.

    Raises:
        NotImplementedError: when there is no saying it in terms.
    """
    if isinstance(query, (And, Or)):
        parts = (expression_of(part, unfinished) for part in query.subqueries)
        return (all_of if isinstance(query, And) else any_of)(*parts)
    if isinstance(query, LookFor):
        return query.expression
    if isinstance(query, Boost):
        return expression_of(query.subquery, unfinished)
    if isinstance(query, Phrase):
        return phrase(query.query_string)
    if isinstance(query, (PlainText, Fuzzy)):
        return question(
            query.query_string,
            getattr(query, "languages", LANGUAGES),
            operator=query.operator,
            unfinished=unfinished,
        )
    raise NotImplementedError(f"{type(query).__name__} is no query that can be looked for.")


def has_negation(query: SearchQuery) -> bool:
    """Whether a query is about what is not there, which a full-text engine does not look for."""
    if isinstance(query, (And, Or)):
        return any(map(has_negation, query.subqueries))
    return isinstance(query, (Not, MatchAll))
