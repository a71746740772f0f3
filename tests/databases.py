"""Databases of a test's own."""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tests.conftest import missing

_CONFIGURED = os.environ.get("DATABASE_URL", "")
SERVER = (
    _CONFIGURED
    if _CONFIGURED.startswith("postgres")
    else "postgres://postgres@127.0.0.1:5432/postgres"
)


@contextmanager
def new_postgresql(like: str = "template1") -> Iterator[str]:
    """Give the address of a new database on the PostgreSQL server; it is dropped in the end.

    Args:
        like: the address or the name of one that nobody is connected to, of which it is a copy.
    """
    server = conninfo_to_dict(SERVER)
    try:
        connection = psycopg.connect(
            SERVER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=3,
            options="-c statement_timeout=120s",
        )
    except psycopg.OperationalError:
        missing(f"No PostgreSQL server answers at {server.get('host')}:{server.get('port')}")
    name = f"mosaic_{uuid.uuid4().hex[:12]}"
    with connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {_name_of(like)}")
        try:
            yield re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", SERVER, count=1)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _name_of(address: str) -> str:
    return str(conninfo_to_dict(address)["dbname"]) if "/" in address else address
