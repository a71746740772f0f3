"""A cursor for statements that are asked again and again."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from cms.queries.engine import vendor


def repeating_cursor() -> Any:
    """Return a cursor whose statements the database plans once.

    PostgreSQL takes longer to plan most of them than to do them. Django's own cursors write the
    parameters into the SQL, which is then another one each time. The plan is the same for all
    parameters: where it should not be, Django's are better, or ``with_literals``.

    Behind a pooler that gives each transaction another connection, ``prepare_threshold=None`` in
    the options of the database leaves them out.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]
    if vendor() != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    postgresql = _postgresql()
    driver = connection.connection
    if postgresql.is_to_be_told(driver):
        with connection.wrap_database_errors:
            postgresql.plan_for_any_parameters(driver)
    return connection._prepare_cursor(postgresql.cursor_of(driver))


def with_literals(sql: str, parameters: Sequence[Any]) -> str:
    """Return SQL with its parameters written into it, for PostgreSQL to plan for just these.

    Args:
        sql: with ``%s`` for each parameter. What is returned is to be asked without any.
        parameters: the same each time that it is asked.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    whole: str = _postgresql().with_literals(connection.connection, sql, parameters)
    return whole


@cache
def _postgresql() -> ModuleType:
    """Return what loads PostgreSQL's driver, which only those load who use it."""
    from cms.queries import postgresql  # noqa: PLC0415

    return postgresql


def fetch_texts(cursor: Any) -> Sequence[str | bytes | None]:
    """Return the one row of texts that a repeating cursor has found, to be parsed.

    From PostgreSQL they come as they are: the driver would make strings, which a parser of JSON
    makes bytes again.
    """
    if vendor() != "postgresql":
        return cursor.fetchone()  # type: ignore[no-any-return]
    found = cursor.pgresult
    return [found.get_value(0, place) for place in range(found.nfields)]
