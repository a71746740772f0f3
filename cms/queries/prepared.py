"""What PostgreSQL has prepared, asked for in one call of its library.

The driver's own way is made for all kinds of waiting: it sends, waits, and looks whether everything
is there, and gives way to other threads each time. This gives way once. It cannot be interrupted,
by Ctrl-C or otherwise, meanwhile.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from psycopg import Connection, capabilities, errors, pq
from psycopg.pq.abc import PGconn, PGresult

#: The SQLSTATEs of a statement that was prepared once: the connection knows it no more, as after a
#: rollback, when the driver has everything forgotten; or a table that it reads has changed.
_GONE = (b"26000", b"0A000")


class Prepared(NamedTuple):
    """A statement that a connection prepares.

    Attributes:
        name: what it is prepared as: no other statement of the connection has this name.
        query: its SQL. Django's log of queries reads it.
        types: the numbers of its parameters' types.
    """

    name: bytes
    query: bytes
    types: Sequence[int] | None = None


def can_ask(connection: Connection[Any]) -> bool:
    """Whether a connection may be asked in this way.

    In a transaction the driver asks, which knows when one begins: an error of ours would end it.
    Behind some poolers nothing may be prepared.
    """
    return (
        connection.prepare_threshold is not None
        and connection.autocommit
        and connection.pgconn.transaction_status == pq.TransactionStatus.IDLE
    )


def prepare(connection: PGconn, statement: Prepared) -> None:
    """Have a connection plan a statement.

    Raises:
        psycopg.Error: it cannot be planned, or the connection is lost.
    """
    _whole(connection, connection.prepare(statement.name, statement.query, statement.types))


def ask(
    connection: PGconn,
    statement: Prepared,
    values: Sequence[Any] | None = None,
    formats: Sequence[int] | None = None,
) -> PGresult:
    """Ask what a statement finds, and prepare it where the connection does not know it.

    Args:
        connection: one that can be asked in this way.
        statement: what to ask.
        values: its parameters, as the driver writes them.
        formats: the numbers of the formats that they are written in.

    Raises:
        psycopg.Error: the database gives no answer, or the connection is lost.
    """
    result = connection.exec_prepared(statement.name, values, formats)
    if (
        result.status == pq.ExecStatus.FATAL_ERROR
        and result.error_field(pq.DiagnosticField.SQLSTATE) in _GONE
    ):
        forget(connection, statement)
        prepare(connection, statement)
        result = connection.exec_prepared(statement.name, values, formats)
    return _whole(connection, result)


def forget(connection: PGconn, statement: Prepared) -> None:
    """Have a connection forget a statement, if it knows it."""
    if capabilities.has_send_close_prepared():
        # Some poolers that know prepared statements do not read SQL for them.
        connection.close_prepared(statement.name)
    else:
        connection.exec_(b"DEALLOCATE " + statement.name)


def _whole(connection: PGconn, result: PGresult) -> PGresult:
    """Return a result that has no error in it."""
    if connection.status == pq.ConnStatus.BAD:
        raise errors.OperationalError(connection.get_error_message())
    if result.status == pq.ExecStatus.FATAL_ERROR:
        raise errors.error_from_result(result)
    return result
