"""A trigger, and the SQL that all databases have in common."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from cms.delivery.models import Line
from cms.delivery.watched import Watched

#: What the names of all of the journal's triggers begin with.
PREFIX = "journal_"

#: The journal's own table.
TABLE = Line._meta.db_table

#: What a changed row goes by in SQL, before and after, by event.
ROWS: dict[str, tuple[str, ...]] = {
    "insert": ("NEW",),
    "update": ("OLD", "NEW"),
    "delete": ("OLD",),
}


class Trigger(NamedTuple):
    """A trigger. Its name ends with a digest of its definition: the same name, the same trigger."""

    table: str
    name: str
    sql: str


def named_trigger(table: str, event: str, sql: str) -> Trigger:
    """Return a trigger whose SQL has ``{name}`` where its name belongs."""
    digest = hashlib.blake2b(f"{table}\n{sql}".encode(), digest_size=6).hexdigest()
    name = f"{PREFIX}{event}_{digest}"
    return Trigger(table, name, sql.replace("{name}", name))


def insert_line(watched: Watched, rows: Iterable[str]) -> str:
    """Return the statement that writes what changed: no line where readers see none of it.

    Args:
        rows: what the changed row goes by.
    """
    tags = " UNION ".join(f"SELECT {watched.tags(row)} AS tags" for row in rows)
    return f'INSERT INTO "{TABLE}" (tags) SELECT tags FROM ({tags}) AS named WHERE tags IS NOT NULL'
