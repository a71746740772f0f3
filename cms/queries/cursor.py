"""A cursor for statements that are asked again and again."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from cms.queries.engine import vendor


def repeating_cursor() -> Any:
    """Return a cursor whose statements the database plans once.

    PostgreSQL takes longer to plan most of them than to do them. Django's own cursors write the
    parameters into the SQL, which is then another one each time. The plan is the same for all
    parameters: where it should not be, Django's are better, or ``with_literals``.

    Behind a pooler that gives each transaction another connection, and knows nothing of prepared
    statements, ``prepare_threshold=None`` in the options of the database leaves them out.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]
    if vendor() != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    _plan_for_any_parameters(connection.connection)
    return connection._prepare_cursor(_postgresql_cursor()(connection.connection))


def with_literals(sql: str, parameters: Sequence[Any]) -> str:
    """Return SQL with its parameters written into it, for PostgreSQL to plan for just these.

    Args:
        sql: with ``%s`` for each parameter. What is returned is to be asked without any.
        parameters: the same each time that it is asked.
    """
    from psycopg import ClientCursor  # noqa: PLC0415  only where it is used

    connection: Any = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    return ClientCursor(connection.connection).mogrify(sql, parameters)


def _plan_for_any_parameters(driver: Any) -> None:
    """Have a connection plan its prepared statements once, whatever they are asked with.

    PostgreSQL expects ten keys where it knows none, takes a plan for one key to be so much better
    that it makes one each time, and takes longer for that than for the answer.
    https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES
    """
    from psycopg import Cursor, pq  # noqa: PLC0415  only where they are used

    # Behind some poolers there are none, and what is set reaches others. A rollback would undo it.
    is_told = getattr(driver, _TOLD, False) or driver.prepare_threshold is None
    if not is_told and driver.info.transaction_status == pq.TransactionStatus.IDLE:
        Cursor(driver).execute("SET plan_cache_mode = force_generic_plan")
        setattr(driver, _TOLD, True)


#: Where a connection has whether it was told.
_TOLD = "_mosaic_plans_once"


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
            self.adapters.register_loader(_JSONB, _as_it_comes())

        def _convert_query(self, *arguments: Any) -> Any:
            self._query = super()._convert_query(*arguments)
            return self._query

    return RepeatingCursor


#: PostgreSQL's numbers of the types "timestamptz" and "jsonb".
_MOMENT = 1184
_JSONB = 3802


@cache
def _remembering(loader: type[Any]) -> type[Any]:
    """Return a driver's loader that makes a moment of each text once: Django's takes its time.

    The driver reads moments in ISO 8601 alone, and Django has each connection give them in UTC.
    """
    from psycopg.adapt import Loader  # noqa: PLC0415  only where it is used

    load_once = lru_cache(maxsize=2048)(loader(_MOMENT).load)

    class RememberingLoader(Loader):
        def load(self, data: Any) -> Any:
            return load_once(bytes(data))

    return RememberingLoader


@cache
def _as_it_comes() -> type[Any]:
    """Return a driver's loader that leaves JSON in UTF-8: it is long, and what reads it reads that.

    Of Hebrew it takes half of the memory that a string would.
    """
    from psycopg.adapt import Loader  # noqa: PLC0415  only where it is used

    class BytesLoader(Loader):
        def load(self, data: Any) -> Any:
            return bytes(data)

    return BytesLoader
