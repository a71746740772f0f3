"""A cursor for statements that are asked again and again."""

from collections.abc import Sequence
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


def fetch_texts(cursor: Any) -> Sequence[str | bytes]:
    """Return the one row of texts that a repeating cursor has found, to be parsed.

    From PostgreSQL they come as they are: the driver would make strings, which a parser of JSON
    makes bytes again.
    """
    if vendor() != "postgresql":
        return cursor.fetchone()  # type: ignore[no-any-return]
    found = cursor.pgresult
    return [found.get_value(0, place) for place in range(found.nfields)]


@cache
def _postgresql_cursor() -> type[Any]:
    from psycopg import Cursor  # noqa: PLC0415  only where it is used

    class RepeatingCursor(Cursor[Any]):
        """The driver's own, which tells Django, for its log of queries, what it asked."""

        def _convert_query(self, *arguments: Any) -> Any:
            self._query = super()._convert_query(*arguments)
            return self._query

    return RepeatingCursor
