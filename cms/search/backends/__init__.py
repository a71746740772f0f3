"""The search backend: Wagtail's own for the database in use, with this publication's words."""

from typing import Any

from django.db import connection


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  Wagtail looks for this name
    """Return the search backend for the database in use."""
    if connection.vendor == "postgresql":
        from cms.search.backends.postgresql import PostgresBackend  # noqa: PLC0415

        return PostgresBackend(params)
    from cms.search.backends.sqlite import SQLiteBackend  # noqa: PLC0415

    return SQLiteBackend(params)
