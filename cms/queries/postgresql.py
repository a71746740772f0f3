"""The cursor that asks PostgreSQL the same again and again: one for each connection.

The driver's own reads long SQL anew each time, and takes its time to ask; see
``cms.queries.prepared``.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any, Self

from psycopg import ClientCursor, Connection, Cursor, pq
from psycopg.adapt import Loader, PyFormat

from cms.queries import prepared
from cms.queries.prepared import Prepared

#: PostgreSQL's numbers of the types "timestamptz" and "jsonb".
_MOMENT = 1184
_JSONB = 3802

#: How many statements a connection keeps prepared, and of how many others it knows how often they
#: were asked. What was asked for longest ago makes room.
_MOST_STATEMENTS = 100

#: What a connection has from here, by the names of its attributes.
_CURSOR = "_mosaic_cursor"
_STATEMENTS = "_mosaic_statements"
_TOLD = "_mosaic_plans_once"

_numbers = count()

#: What a connection is told once. Plans that hold for any parameters are kept; and a row that an
#: index finds is not taken to be four times as far as one that stands beside the last: what is
#: public is read so often that it is in memory. Where the database is set to less, that stays.
#: https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-RANDOM-PAGE-COST
_PLANNING = """
    SELECT
        set_config('plan_cache_mode', 'force_generic_plan', false),
        set_config(
            'random_page_cost',
            least(1.1, current_setting('random_page_cost')::double precision)::text,
            false
        )
"""

#: What is asked: the SQL, the numbers of its parameters' types, and whether it takes any.
_Key = tuple[Any, tuple[int, ...], bool]


def cursor_of(connection: Connection[Any]) -> "RepeatingCursor":
    """Return the cursor of a connection; another one while that is in use."""
    cursor: RepeatingCursor | None = connection.__dict__.pop(_CURSOR, None)
    return RepeatingCursor(connection) if cursor is None else cursor


def is_to_be_told(connection: Connection[Any]) -> bool:
    """Whether a connection is still to be told to plan for any parameters.

    Behind some poolers nothing is prepared, and what is set reaches others: there, the options of
    the database have ``prepare_threshold=None``.
    """
    return connection.prepare_threshold is not None and not getattr(connection, _TOLD, False)


def plan_for_any_parameters(connection: Connection[Any]) -> None:
    """Have a connection plan its prepared statements once, whatever they are asked with.

    PostgreSQL expects ten keys where it knows none, takes a plan for one key to be so much better
    that it makes one each time, and takes longer for that than for the answer.
    https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES
    """
    # A rollback would undo it.
    if prepared.can_ask(connection):
        Cursor(connection).execute(_PLANNING)
        setattr(connection, _TOLD, True)


def with_literals(connection: Connection[Any], sql: str, parameters: Sequence[Any]) -> str:
    """Return SQL with its parameters written into it."""
    return ClientCursor(connection).mogrify(sql, parameters)


class _Statements:
    """The statements of a connection, by what is asked."""

    def __init__(self) -> None:
        self.prepared: dict[_Key, Prepared] = {}
        #: How often others were asked. They are many more, and make no room of the prepared ones.
        self._times: dict[_Key, int] = {}

    def count(self, key: _Key) -> int:
        """Return how often something was asked before, and count it."""
        times = self._times.pop(key, 0)
        self._times[key] = times + 1
        if len(self._times) > _MOST_STATEMENTS:
            del self._times[next(iter(self._times))]
        return times

    def keep(self, key: _Key, statement: Prepared) -> Prepared | None:
        """Keep a statement; return one that is to be forgotten for it."""
        self._times.pop(key, None)
        self.prepared[key] = statement
        if len(self.prepared) <= _MOST_STATEMENTS:
            return None
        return self.prepared.pop(next(iter(self.prepared)))


class RepeatingCursor(Cursor[Any]):
    """A cursor that is used again after it is closed. It leaves JSON in UTF-8, as it comes."""

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
        """Ask: by what is prepared, where that can be, and what is not asked often enough as is."""
        connection = self.connection
        if not prepared.can_ask(connection):
            return super().execute(query, params, **options)
        given = () if params is None else params
        values = self._tx.dump_sequence(given, [PyFormat.AUTO] * len(given))
        formats = self._tx.formats
        key = (query, self._tx.types or (), params is None)
        statement = self._statements.prepared.pop(key, None)
        if statement is None and self._statements.count(key) < (connection.prepare_threshold or 0):
            return super().execute(query, params, prepare=False)
        self._reset()
        with connection.lock:
            if statement is None:
                statement = self._prepare(query, params)
            if surplus := self._statements.keep(key, statement):
                prepared.forget(self._pgconn, surplus)
            result = prepared.ask(self._pgconn, statement, values, formats)
        self._query = statement  # type: ignore[assignment]
        self._check_results([result])
        self._set_results([result])
        return self

    def _convert_query(self, *arguments: Any) -> Any:
        """Keep what the driver asks: Django's log of queries reads it."""
        self._query = super()._convert_query(*arguments)
        return self._query

    def _prepare(self, query: Any, params: Any) -> Prepared:
        """Have a statement planned, under a name that none had before."""
        asked = self._convert_query(query, params)
        statement = Prepared(b"mosaic_%d" % next(_numbers), asked.query, asked.types)
        prepared.prepare(self._pgconn, statement)
        return statement


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
