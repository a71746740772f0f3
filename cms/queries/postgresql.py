"""The cursor that asks PostgreSQL the same again and again: one for each connection.

The driver's own is made for all kinds of waiting: it sends, waits, and looks whether everything is
there, gives way to other threads each time, and reads long SQL anew. Here, what is prepared is done
in one call of PostgreSQL's library, which gives way once.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any, Self

from psycopg import ClientCursor, Connection, Cursor, errors, pq
from psycopg.adapt import Loader, PyFormat

#: PostgreSQL's numbers of the types "timestamptz" and "jsonb".
_MOMENT = 1184
_JSONB = 3802

#: How many statements a connection keeps. What was asked for longest ago makes room.
_MOST_STATEMENTS = 100

#: The SQLSTATEs of a statement that was prepared once: the connection knows it no more, as after a
#: rollback, when the driver has all forgotten; or a table that it reads has changed.
_GONE = (b"26000", b"0A000")

#: What a connection has from here, by the names of its attributes.
_CURSOR = "_mosaic_cursor"
_TOLD = "_mosaic_plans_once"

_numbers = count()


def cursor_of(connection: Connection[Any]) -> "RepeatingCursor":
    """Return the cursor of a connection; another one while that is in use."""
    cursor: RepeatingCursor | None = connection.__dict__.pop(_CURSOR, None)
    return RepeatingCursor(connection) if cursor is None else cursor


def plan_for_any_parameters(connection: Connection[Any]) -> None:
    """Have a connection plan its prepared statements once, whatever they are asked with.

    PostgreSQL expects ten keys where it knows none, takes a plan for one key to be so much better
    that it makes one each time, and takes longer for that than for the answer.
    https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES
    """
    # Behind some poolers there are none, and what is set reaches others. A rollback would undo it.
    is_told = getattr(connection, _TOLD, False) or connection.prepare_threshold is None
    if not is_told and _is_idle(connection):
        Cursor(connection).execute("SET plan_cache_mode = force_generic_plan")
        setattr(connection, _TOLD, True)


def with_literals(connection: Connection[Any], sql: str, parameters: Sequence[Any]) -> str:
    """Return SQL with its parameters written into it."""
    return ClientCursor(connection).mogrify(sql, parameters)


def _is_idle(connection: Connection[Any]) -> bool:
    """Whether a connection is in no transaction."""
    return connection.pgconn.transaction_status == pq.TransactionStatus.IDLE


class _Statement:
    """A statement of a connection.

    Attributes:
        times: how often it was asked in the driver's way, which does not prepare it.
        name: what it was prepared as; None while it is not.
        query: the SQL that was prepared. Django's log of queries reads it.
    """

    times = 0
    name: bytes | None = None
    query = b""


class RepeatingCursor(Cursor[Any]):
    """A cursor that is used again after it is closed.

    It leaves JSON in UTF-8, as it comes: it is long, and what reads it reads that. Of Hebrew it
    takes half of the memory that a string would.
    """

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection)
        loader = self.adapters.get_loader(_MOMENT, pq.Format.TEXT)
        assert loader is not None, "the driver reads moments"
        self.adapters.register_loader(_MOMENT, _remembering(loader))
        self.adapters.register_loader(_JSONB, _BytesLoader)
        self._statements: dict[tuple[Any, tuple[int, ...]], _Statement] = {}

    def close(self) -> None:
        """Let go of what was found, and be the connection's cursor again."""
        self._reset(reset_query=False)
        self.connection.__dict__.setdefault(_CURSOR, self)

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Ask.

        In a transaction the driver does, which knows when one begins; an error of ours would end
        it. So it does where nothing may be prepared, and what is not asked often enough.
        """
        connection = self.connection
        threshold = connection.prepare_threshold
        if threshold is None or not connection.autocommit or not _is_idle(connection):
            return super().execute(query, params, **options)
        values = self._tx.dump_sequence(params or (), [PyFormat.AUTO] * len(params or ()))
        formats = self._tx.formats
        statement = self._statement(query)
        if statement.name is None:
            if statement.times < threshold:
                statement.times += 1
                return super().execute(query, params, prepare=False)
            self._prepare(statement, query, params)
        result = self._do(statement, values, formats)
        if (
            result.status != pq.ExecStatus.TUPLES_OK
            and result.error_field(pq.DiagnosticField.SQLSTATE) in _GONE
        ):
            self._prepare(statement, query, params)
            result = self._do(statement, values, formats)
        self._query = statement  # type: ignore[assignment]
        self._check_results([result])
        self._set_results([result])
        return self

    def _statement(self, query: Any) -> _Statement:
        """Return what is known of a statement for the parameters that were read last."""
        key = (query, self._tx.types or ())
        statement = self._statements.pop(key, None)
        if statement is None:
            statement = _Statement()
            if len(self._statements) >= _MOST_STATEMENTS:
                oldest = self._statements.pop(next(iter(self._statements)))
                if oldest.name is not None:
                    self._pgconn.exec_(b"DEALLOCATE " + oldest.name)
        self._statements[key] = statement
        return statement

    def _prepare(self, statement: _Statement, query: Any, params: Any) -> None:
        """Have a statement planned, under a name that it did not have before."""
        asked = self._convert_query(query, params)
        name = b"mosaic_%d" % next(_numbers)
        result = self._pgconn.prepare(name, asked.query, asked.types)
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise errors.error_from_result(result)
        statement.name, statement.query = name, asked.query

    def _do(self, statement: _Statement, values: Any, formats: Any) -> Any:
        assert statement.name is not None, "it is prepared"
        result = self._pgconn.exec_prepared(statement.name, values, formats)
        if self._pgconn.status == pq.ConnStatus.BAD:
            raise errors.OperationalError(self._pgconn.get_error_message())
        return result


@cache
def _remembering(loader: type[Any]) -> type[Any]:
    """Return a driver's loader that makes a moment of each text once: Django's takes its time.

    The driver reads moments in ISO 8601 alone, and Django has each connection give them in UTC.
    """
    load_once = lru_cache(maxsize=2048)(loader(_MOMENT).load)

    class RememberingLoader(Loader):
        def load(self, data: Any) -> Any:
            return load_once(bytes(data))

    return RememberingLoader


class _BytesLoader(Loader):
    def load(self, data: Any) -> Any:
        return bytes(data)
