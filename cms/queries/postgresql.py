"""The cursor that asks PostgreSQL the same again and again: one for each connection.

The driver's own is made for all kinds of waiting: it sends, waits, and looks whether everything is
there, gives way to other threads each time, and reads long SQL anew. Here, what is prepared is done
in one call of PostgreSQL's library, which gives way once.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any, NamedTuple, Self

from psycopg import ClientCursor, Connection, Cursor, capabilities, errors, pq
from psycopg.adapt import Loader, PyFormat
from psycopg.pq.abc import PGresult

#: PostgreSQL's numbers of the types "timestamptz" and "jsonb".
_MOMENT = 1184
_JSONB = 3802

#: How many statements a connection keeps prepared, and of how many others it knows how often they
#: were asked. What was asked for longest ago makes room.
_MOST_STATEMENTS = 100

#: The SQLSTATEs of a statement that was prepared once: the connection knows it no more, as after a
#: rollback, when the driver has everything forgotten; or a table that it reads has changed.
_GONE = (b"26000", b"0A000")

#: What a connection has from here, by the names of its attributes.
_CURSOR = "_mosaic_cursor"
_STATEMENTS = "_mosaic_statements"
_TOLD = "_mosaic_plans_once"

_numbers = count()

#: What is asked: the SQL, the numbers of its parameters' types, and whether it takes any.
_Key = tuple[Any, tuple[int, ...], bool]


def cursor_of(connection: Connection[Any]) -> "RepeatingCursor":
    """Return the cursor of a connection; another one while that is in use."""
    cursor: RepeatingCursor | None = connection.__dict__.pop(_CURSOR, None)
    return RepeatingCursor(connection) if cursor is None else cursor


def is_to_be_told(connection: Connection[Any]) -> bool:
    """Whether a connection is still to be told to plan for any parameters.

    Behind some poolers nothing is prepared, and what is set reaches others.
    """
    return connection.prepare_threshold is not None and not getattr(connection, _TOLD, False)


def plan_for_any_parameters(connection: Connection[Any]) -> None:
    """Have a connection plan its prepared statements once, whatever they are asked with.

    PostgreSQL expects ten keys where it knows none, takes a plan for one key to be so much better
    that it makes one each time, and takes longer for that than for the answer.
    https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES
    """
    # A rollback would undo it.
    if _is_idle(connection):
        Cursor(connection).execute("SET plan_cache_mode = force_generic_plan")
        setattr(connection, _TOLD, True)


def with_literals(connection: Connection[Any], sql: str, parameters: Sequence[Any]) -> str:
    """Return SQL with its parameters written into it."""
    return ClientCursor(connection).mogrify(sql, parameters)


def _is_idle(connection: Connection[Any]) -> bool:
    """Whether a connection is in no transaction."""
    return connection.pgconn.transaction_status == pq.TransactionStatus.IDLE


class _Prepared(NamedTuple):
    """A statement that is prepared.

    Attributes:
        name: what it was prepared as.
        query: the SQL that was prepared. Django's log of queries reads it.
    """

    name: bytes
    query: bytes


class _Statements:
    """The statements of a connection, by what is asked."""

    def __init__(self) -> None:
        self.prepared: dict[_Key, _Prepared] = {}
        #: How often others were asked. They are many more, and make no room of the prepared ones.
        self._times: dict[_Key, int] = {}

    def count(self, key: _Key) -> int:
        """Return how often something was asked before, and count it."""
        times = self._times.pop(key, 0)
        self._times[key] = times + 1
        if len(self._times) > _MOST_STATEMENTS:
            del self._times[next(iter(self._times))]
        return times

    def keep(self, key: _Key, statement: _Prepared) -> _Prepared | None:
        """Keep a statement; return one that is to be forgotten for it."""
        self._times.pop(key, None)
        self.prepared[key] = statement
        if len(self.prepared) <= _MOST_STATEMENTS:
            return None
        return self.prepared.pop(next(iter(self.prepared)))


class RepeatingCursor(Cursor[Any]):
    """A cursor that is used again after it is closed. It leaves JSON in UTF-8, as it comes.

    What is prepared cannot be interrupted, by Ctrl-C or otherwise, while it is asked.
    """

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection)
        loader = self.adapters.get_loader(_MOMENT, pq.Format.TEXT)
        assert loader is not None, "the driver reads moments"
        self.adapters.register_loader(_MOMENT, _remembering(loader))
        self.adapters.register_loader(_JSONB, _BytesLoader)
        self._statements: _Statements = connection.__dict__.setdefault(_STATEMENTS, _Statements())

    def close(self) -> None:
        """Let go of what was found, and be the connection's cursor again."""
        self._reset(reset_query=False)
        self._tx.set_pgresult(None)
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
        given = () if params is None else params
        values = self._tx.dump_sequence(given, [PyFormat.AUTO] * len(given))
        formats = self._tx.formats
        key = (query, self._tx.types or (), params is None)
        statement = self._statements.prepared.pop(key, None)
        if statement is None and self._statements.count(key) < threshold:
            return super().execute(query, params, prepare=False)
        self._reset()
        with connection.lock:
            if statement is None:
                statement = self._prepare(query, params)
            result = self._do(statement, values, formats)
            if (
                result.status == pq.ExecStatus.FATAL_ERROR
                and result.error_field(pq.DiagnosticField.SQLSTATE) in _GONE
            ):
                self._forget(statement)
                statement = self._prepare(query, params)
                result = self._do(statement, values, formats)
            if surplus := self._statements.keep(key, statement):
                self._forget(surplus)
        self._query = statement  # type: ignore[assignment]
        self._check_results([result])
        self._set_results([result])
        return self

    def _convert_query(self, *arguments: Any) -> Any:
        """Keep what the driver asks: Django's log of queries reads it."""
        self._query = super()._convert_query(*arguments)
        return self._query

    def _prepare(self, query: Any, params: Any) -> _Prepared:
        """Have a statement planned, under a name that none had before."""
        asked = self._convert_query(query, params)
        statement = _Prepared(b"mosaic_%d" % next(_numbers), asked.query)
        result = self._whole(self._pgconn.prepare(statement.name, asked.query, asked.types))
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise errors.error_from_result(result)
        return statement

    def _do(self, statement: _Prepared, values: Any, formats: Any) -> PGresult:
        return self._whole(self._pgconn.exec_prepared(statement.name, values, formats))

    def _whole(self, result: PGresult) -> PGresult:
        """Return a result.

        Raises:
            psycopg.OperationalError: the connection is lost, and there is none.
        """
        if self._pgconn.status == pq.ConnStatus.BAD:
            raise errors.OperationalError(self._pgconn.get_error_message())
        return result

    def _forget(self, statement: _Prepared) -> None:
        """Have a statement forgotten, if it is not."""
        if capabilities.has_send_close_prepared():
            # Some poolers that know prepared statements do not read SQL for them.
            self._pgconn.close_prepared(statement.name)
        else:
            self._pgconn.exec_(b"DEALLOCATE " + statement.name)


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
