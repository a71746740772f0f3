"""A cursor for statements that are asked again and again."""

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from cms.queries.engine import vendor


def repeating_cursor() -> Any:
    """Return a cursor whose statements the database plans once.

    PostgreSQL takes longer to plan most of them than to do them. Django's own cursors write the
    parameters into the SQL, which is then another one each time. Behind a pooler that gives each
    transaction another connection, and knows nothing of prepared statements,
    ``prepare_threshold=None`` in the options of the database leaves them out.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]
    if vendor() != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    return connection._prepare_cursor(_postgresql_cursor()(connection.connection))


@cache
def _postgresql_cursor() -> type[Any]:
    from psycopg import Cursor  # noqa: PLC0415  only where it is used

    class RepeatingCursor(Cursor[Any]):
        """The driver's own, which tells Django, for its log of queries, what it asked."""

        def _convert_query(self, *arguments: Any) -> Any:
            self._query = super()._convert_query(*arguments)
            return self._query

    return RepeatingCursor
