"""The tables that an archive has, and how their rows travel."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, router
from django.db.models.expressions import Col
from django.utils.duration import duration_string

#: What an archive does not have.
LEFT_OUT = {
    # Whoever holds an archive must not be logged in as somebody by it.
    "sessions.session",
    # What is of a moment: who works and who edits just now, and what a preview shows.
    "worker.worker",
    "wagtailadmin.editingsession",
    "wagtail_headless_preview.pagepreview",
    # The search index, which each engine has in its own form. It is built anew.
    "search.dictionaryword",
    "search.indexbuild",
    "wagtailsearch.indexentry",
}

#: The full texts of the index's entries on SQLite, which come and go with these.
_FOLLOWS = "wagtailsearch.sqliteftsindexentry"

#: How many rows are read or written at once.
_BATCH = 500


class Column:
    """A column, and how its values are written in JSON.

    Attributes:
        name: in the database.
        plain: Django's own field of its kind, which does nothing but convert values. What a model's
            own field would make of them, such as blocks, is not asked for here. JSON travels as the
            text that it is in the database.
    """

    def __init__(self, field: Any) -> None:
        self.name: str = field.column
        while field.remote_field is not None:
            field = field.target_field
        kind = field.get_internal_type().replace("JSONField", "TextField")
        is_plain = type(field).__module__.startswith("django.db.models.fields")
        self.plain = field if is_plain and kind == type(field).__name__ else getattr(models, kind)()

    @cached_property
    def _converters(self) -> list[Any]:
        column = Col("", self.plain)
        of_engine = connection.ops.get_db_converters(column)
        return [*of_engine, *self.plain.get_db_converters(connection)]

    def from_database(self, value: Any) -> Any:
        """Return the Python value of what a cursor gives."""
        for convert in self._converters:
            value = convert(value, None, connection)
        return value

    def to_database(self, value: Any) -> Any:
        """Return what a cursor takes for a value from JSON."""
        value = self.plain.to_python(value)
        return self.plain.get_db_prep_value(value, connection)


class Table:
    """A table of a model, or of a relation of many to many.

    Attributes:
        label: the model's, ``blog.category``, which names it on any engine.
        name: in the database.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.label = model._meta.label_lower
        self.name = model._meta.db_table
        local: Iterable[Any] = model._meta.local_concrete_fields
        self._fields = [field for field in local if not field.generated]
        self._key = str(model._meta.pk.column)

    @cached_property
    def columns(self) -> list[Column]:
        """Its columns."""
        return [Column(field) for field in self._fields]

    @cached_property
    def files(self) -> dict[int, models.FileField]:
        """The fields that name files, by the places of their columns."""
        return {
            place: field
            for place, field in enumerate(self._fields)
            if isinstance(field, models.FileField)
        }

    @property
    def counter(self) -> str | None:
        """The column that the database numbers."""
        counted = (each.column for each in self._fields if isinstance(each, models.AutoField))
        return next(counted, None)

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [column.name for column in self.columns]

    def read(self) -> Iterator[list[Any]]:
        """Give all rows, in the order of their keys."""
        quote = connection.ops.quote_name
        columns = ", ".join(map(quote, self.names))
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {quote(self.name)} ORDER BY {quote(self._key)}")
            while rows := cursor.fetchmany(_BATCH):
                for row in rows:
                    values = zip(self.columns, row, strict=True)
                    yield [column.from_database(value) for column, value in values]

    def write(self, rows: Iterable[list[Any]]) -> int:
        """Insert rows with their keys; return how many."""
        quote = connection.ops.quote_name
        places = f"({', '.join(['%s'] * len(self.columns))})"
        sql = f"INSERT INTO {quote(self.name)} ({', '.join(map(quote, self.names))}) VALUES "
        size = min(_BATCH, connection.ops.bulk_batch_size(self.columns, range(_BATCH)))
        written, rows = 0, iter(rows)
        with connection.cursor() as cursor:
            while batch := list(islice(rows, size)):
                values = [
                    column.to_database(value)
                    for row in batch
                    for column, value in zip(self.columns, row, strict=True)
                ]
                # In one statement: the journal's triggers then have one thing to say of it.
                cursor.execute(sql + ", ".join([places] * len(batch)), values)
                written += len(batch)
        return written

    def empty(self) -> None:
        """Delete all rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(self.name)}")


def all_tables() -> list[Table]:
    """Return the tables of all models that have rows of their own, in the order of their labels."""
    found = [
        Table(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.swapped
        and model._meta.label_lower != _FOLLOWS
        and router.allow_migrate_model("default", model)
    ]
    return sorted(found, key=lambda table: table.label)


def kept_tables() -> list[Table]:
    """Return those that an archive has."""
    return [table for table in all_tables() if table.label not in LEFT_OUT]


class _Encoder(DjangoJSONEncoder):
    """Django's own leaves out what is below a millisecond."""

    def default(self, o: Any) -> Any:
        if isinstance(o, (date, time)):
            return o.isoformat()
        if isinstance(o, timedelta):
            return duration_string(o)
        return super().default(o)


def dump(row: list[Any]) -> bytes:
    """Return a row as a line of JSON."""
    return (json.dumps(row, cls=_Encoder, ensure_ascii=False) + "\n").encode()


def load(lines: Iterable[bytes]) -> Iterator[list[Any]]:
    """Give the rows of such lines."""
    return map(json.loads, lines)
