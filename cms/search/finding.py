"""Finding what says what is asked for: how many there are, and those of a part, the best first.

A search is compiled once, and asked with other words each time. It looks into the index once: what
it finds is counted and ranked together. A search engine, where there is one, is asked for all that
says it, and the database which of that may be found.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Value
from wagtail.search.backends import get_search_backend

from cms.queries.among import Keys
from cms.queries.engine import vendor
from cms.queries.listed import values_of
from cms.queries.statement import Compiled, Statement
from cms.search.backends import SearchBackend
from cms.search.backends.compiler import LookFor
from cms.search.backends.recency import with_recency
from cms.search.expressions import Asked, AskedPlace, Expression

_RANK = "_rank"
#: What is found, with its rank, to how much of it there is, and the keys of a part.
_FOUND = "WITH found AS MATERIALIZED ({found}) SELECT (SELECT count(*) FROM found), ({keys})"
_PART = "SELECT {key} FROM found ORDER BY {rank} DESC, {key} DESC LIMIT %s OFFSET %s"
_KEYS = {
    "sqlite": "SELECT json_group_array({key}) FROM ({part})",
    "postgresql": "SELECT json_agg({key})::text FROM ({part}) AS part",
}


class Finding:
    """How some of a queryset's objects are found by what they say."""

    def __init__(self, queryset: Any) -> None:
        """Compile it.

        Args:
            queryset: the objects, with whole numbers as keys, that may be found.
        """
        self._model = queryset.model
        self._allowed = Statement(lambda: _allowed(queryset))
        results = SearchBackend({}).search(LookFor(Asked()), queryset).annotate_score(_RANK)
        try:
            found = Compiled(values_of(results.get_queryset().order_by(), "pk", _RANK))
        except EmptyResultSet:
            self._found = None
            return
        self._found = found
        key, rank = (f'"{column}"' for column in found.columns)
        part = _PART.format(key=key, rank=rank)
        keys = _KEYS[vendor()].format(key=key, part=part)
        self._sql = _FOUND.format(found=found.sql, keys=keys)

    def read(self, expression: Expression | None, part: slice) -> tuple[int, Sequence[int]]:
        """Return how many objects say it, and the keys of a part of them, in order.

        Args:
            expression: what is looked for; None is found nowhere.
            part: with its first and its last place.
        """
        if self._found is None or expression is None:
            return 0, []
        engine = get_search_backend()
        if hasattr(engine, "find"):
            scores = engine.find(expression, self._model)
            if scores is not None:
                return self._ranked(scores, part)
        parameters = self._found.parameters({AskedPlace.name: expression})
        # Planned for what is looked for: a rare word and a frequent one are not found in one way.
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [*parameters, part.stop - part.start, part.start])
            total, keys = cursor.fetchone()
        return total, orjson.loads(keys or "[]")

    def _ranked(self, scores: dict[str, float], part: slice) -> tuple[int, Sequence[int]]:
        """Return the same of what an engine found, by its scores."""
        found = self._allowed.ask(keys=scores) if scores else []
        ranked = sorted(found, key=lambda row: (scores[str(row[0])] * row[1], row[0]), reverse=True)
        return len(ranked), [key for key, _ in ranked[part]]


def _allowed(queryset: Any) -> Any:
    """Return a queryset of those with the given keys, with what to multiply their scores by."""
    factor = with_recency(Value(1.0), queryset.model)
    allowed = queryset.order_by().filter(pk__among=Keys()).annotate(**{_RANK: factor})
    return values_of(allowed, "pk", _RANK)
