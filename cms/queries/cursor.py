"""A cursor for statements that are asked again and again."""

from collections.abc import Sequence
from functools import cache, lru_cache
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


def fetch_texts(cursor: Any) -> Sequence[str | bytes | None]:
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
    from psycopg import Cursor, pq  # noqa: PLC0415  only where they are used

    class RepeatingCursor(Cursor[Any]):
        """The driver's own, which tells Django, for its log of queries, what it asked."""

        def __init__(self, connection: Any) -> None:
            super().__init__(connection)
            loader = self.adapters.get_loader(_MOMENT, pq.Format.TEXT)
            assert loader is not None, "the driver reads moments"
            self.adapters.register_loader(_MOMENT, _remembering(loader))

        def _convert_query(self, *arguments: Any) -> Any:
            self._query = super()._convert_query(*arguments)
            return self._query

    return RepeatingCursor


#: PostgreSQL's number of the type "timestamptz".
_MOMENT = 1184


@cache
def _remembering(loader: type[Any]) -> type[Any]:
    """Return a driver's loader that makes a moment of each text once: Django's takes its time.

    The driver reads moments in ISO 8601 alone, and Django has each connection give them in UTC.
    """
    from psycopg.adapt import Loader  # noqa: PLC0415  only where it is used

    load_once = lru_cache(maxsize=8192)(loader(_MOMENT).load)

    class RememberingLoader(Loader):
        def load(self, data: Any) -> Any:
            return load_once(bytes(data))

    return RememberingLoader
