"""Writing many rows at once."""

from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery

#: SQLite takes this many values in one statement, and PostgreSQL twice as many.
_MAX_VALUES = 30_000


def insert_children(model: type[models.Model], rows: list[Any]) -> None:
    """Insert the rows of a model that inherits from another one, whose own rows are there already.

    Django's ``bulk_create`` refuses such models, because it would have to write two tables.
    """
    fields = model._meta.local_concrete_fields
    size = _MAX_VALUES // len(fields)
    for start in range(0, len(rows), size):
        query = InsertQuery(model)
        query.insert_values(fields, rows[start : start + size])
        query.get_compiler(connection=connection).execute_sql()
