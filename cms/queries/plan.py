"""A queryset that is listed part by part: compiled once, and asked for any part of it."""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet

from cms.queries.cursor import fetch_texts, repeating_cursor
from cms.queries.engine import vendor
from cms.queries.listed import (
    find_in_order,
    finds_instances_alone,
    in_order,
    instances_of,
    values_of,
)
from cms.queries.statement import Compiled
from cms.queries.walking import MANY, walking

#: How many objects there are, and those of a part.
Part = tuple[int, list[Any]]


class Plan:
    """How a listing is read: how many objects it has, and those of a part, in order.

    The keys of the part are found first, so that the database need not sort whole bodies.

    What is more than instances, such as search results, is as Django gives it.
    """

    def __init__(
        self,
        model: type[Model],
        queryset: Any,
        countable: "Callable[[QuerySet[Any, Any]], QuerySet[Any, Any]]",
    ) -> None:
        """Compile what can be.

        Args:
            model: of what is listed; the results of a search for nothing have none.
            queryset: what is listed.
            countable: gives, for a queryset, one that finds as many rows.
        """
        self.model: Any = model
        self._queryset = queryset
        self._keys: Compiled | None = None
        self._walking: Compiled | None = None
        if finds_instances_alone(queryset) and not queryset.query.is_sliced:
            keys = values_of(queryset, "pk")
            try:
                self._keys = Compiled(keys)
                self._count = Compiled(values_of(countable(queryset), "pk").order_by())
            except EmptyResultSet:
                self._queryset = queryset.none()
                self._keys = None
                return
            walked = walking(keys) if vendor() == "sqlite" else None
            self._walking = None if walked is None else Compiled(walked)

    def read(self, part: slice, *, streams: bool = True) -> Part:
        """Return how many objects there are, and those of a part.

        Args:
            part: with its first and its last place.
            streams: whether the streams of the objects are needed.
        """
        if self._keys is None:
            return self._queryset.count(), list(self._queryset[part])
        if vendor() == "postgresql":
            return self._read_together(self._keys, part, streams)
        total, keys = self._read_keys(self._keys, part)
        return total, find_in_order(self.model, keys, streams=streams)

    def _read_keys(self, keys: Compiled, part: slice) -> tuple[int, Sequence[Any]]:
        with repeating_cursor() as cursor:
            cursor.execute(_counting(self._count.sql), self._count.parameters({}))
            [total] = cursor.fetchone()
            if self._walking is not None and part.stop * MANY <= total:
                keys = self._walking
            cursor.execute(f"{keys.sql}{_bounds(part)}", keys.parameters({}))
            return total, [key for (key,) in keys.read(cursor.fetchall())]

    def _read_together(self, keys: Compiled, part: slice, streams: bool) -> Part:
        """Ask PostgreSQL for all of it in one query."""
        instances = instances_of(self.model, streams=streams).compiled
        found = f"WITH found(pk) AS MATERIALIZED ({keys.literal_sql}{_bounds(part)})"
        wanted = f"({_counting(self._count.literal_sql)}), (SELECT json_agg(pk)::text FROM found)"
        read: list[Any] = []
        with repeating_cursor() as cursor:
            if instances.fits_json:
                lines = instances.as_lines_of("SELECT pk FROM found")
                cursor.execute(f"{found} SELECT {wanted}, {lines}")
                total, keys_found, rows = fetch_texts(cursor)
                read = instances.read_lines(rows)
            else:
                # There is one row at least, also where the part is empty.
                cursor.execute(
                    f"{found} SELECT {wanted}, rows.* FROM (SELECT) AS always "
                    f"LEFT JOIN ({instances.sql_of('SELECT pk FROM found')}) AS rows ON TRUE"
                )
                given = cursor.fetchall()
                total, keys_found = given[0][:2]
                if keys_found:
                    read = instances.read([row[2:] for row in given])
        return int(total or 0), in_order(read, self._keys_of(keys_found))

    def _keys_of(self, text: str | bytes | None) -> list[Any]:
        """Return keys that came as JSON."""
        to_python = self.model._meta.pk.to_python
        return [to_python(key) for key in orjson.loads(text or "[]")]


def _bounds(part: slice) -> str:
    return f" LIMIT {part.stop - part.start} OFFSET {part.start}"


def _counting(sql: str) -> str:
    return f"SELECT COUNT(*) FROM ({sql}) AS counted"
