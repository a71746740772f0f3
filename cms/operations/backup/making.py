"""Making an archive."""

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.db import connection
from django.utils import timezone

from cms.delivery.release import release
from cms.operations.backup import media
from cms.operations.backup.archive import ArchiveError, Manifest, Writer
from cms.operations.backup.tables import Table, dump, kept_tables
from cms.operations.migrated import newest_migrations

#: Reads at one moment, and holds no writer up.
_BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


def backup(stream: IO[bytes]) -> Manifest:
    """Write an archive of everything.

    The rows are as they were at one moment. A file that is deleted after it, before its turn comes,
    is noted as missing.

    Args:
        stream: where it is written, from beginning to end.

    Raises:
        ArchiveError: the tables are not as this release's migrations make them.
    """
    tables = kept_tables()
    manifest = Manifest(
        made_at=timezone.now().isoformat(),
        release=release(),
        engine=connection.vendor,
        migrations=migrations(),
    )
    files: set[media.Named] = set()
    with Writer(stream, manifest) as writer:
        with _snapshot():
            for table in tables:
                _add(table, writer, files)
        media.keep(files, media.fields_of(tables), writer)
        writer.finish()
    return manifest


def member_of(table: Table) -> str:
    """Return what a table is called in an archive."""
    return f"database/{table.label}.jsonl.gz"


def migrations() -> list[str]:
    """Return the migrations that the tables are made by.

    Raises:
        ArchiveError: some are not applied.
    """
    newest = newest_migrations()
    if newest is None:
        raise ArchiveError("Tables are missing: run python manage.py migrate.")
    return newest


def _add(table: Table, writer: Writer, files: set[media.Named]) -> None:
    with tempfile.TemporaryFile() as file:
        rows = 0
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as lines:
            lines.write(dump(table.names))
            for row in table.read():
                lines.write(dump(row))
                files.update(media.named_by(table, row))
                rows += 1
        size = file.tell()
        file.seek(0)
        writer.add(member_of(table), file, size, rows)


@contextmanager
def _snapshot() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
