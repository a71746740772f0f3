"""Databases on the PostgreSQL server that a run is given, beside the one that is named."""

import re

import psycopg
from psycopg.conninfo import conninfo_to_dict


class DatabaseError(Exception):
    """PostgreSQL refuses something."""


def beside(database_url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return re.sub(r"/[^/?]*(\?|$)", rf"/{_database(name)}\1", database_url, count=1)


def create(database_url: str, name: str) -> None:
    """Create a database.

    Args:
        database_url: another one on the same server.
        name: as for ``beside``.

    Raises:
        DatabaseError: it cannot be created.
    """
    execute(database_url, f"CREATE DATABASE {_database(name)}")


def drop(database_url: str, name: str) -> None:
    """Drop a database, if it is there.

    Raises:
        DatabaseError: it cannot be dropped.
    """
    execute(database_url, f"DROP DATABASE IF EXISTS {_database(name)} WITH (FORCE)")


def execute(database_url: str, statement: str) -> None:
    """Have a statement done.

    Raises:
        DatabaseError: it cannot be done.
    """
    try:
        with psycopg.connect(database_url, autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)
    except psycopg.Error as error:
        host = conninfo_to_dict(database_url).get("host", "")
        raise DatabaseError(f"PostgreSQL at {host} refuses {statement!r}: {error}") from None


def _database(name: str) -> str:
    return f"mosaic_bench_{name.replace('-', '_')}"
