"""Which kind of database there is."""

from functools import cache

from django.db import connection


@cache
def vendor() -> str:
    """Return "sqlite" or "postgresql".

    A process has one kind, and asks for it dozens of times for an answer: Django's connection looks
    up each time which thread asks.
    """
    return str(connection.vendor)
