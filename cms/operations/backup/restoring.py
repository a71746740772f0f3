"""Restoring an archive."""

import gzip
from collections.abc import Iterable
from typing import IO

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from wagtail.log_actions import log
from wagtail.models import Revision, Site

from cms.delivery import journal
from cms.delivery.models import Line
from cms.delivery.tags import EVERYTHING
from cms.operations.backup import media
from cms.operations.backup.archive import ArchiveError, Manifest, Reader, opened
from cms.operations.backup.making import member_of, migrations
from cms.operations.backup.tables import Table, all_tables, kept_tables, load

#: What is written to Wagtail's log.
ACTION = "mosaic.restore"


def restore(file: IO[bytes], replace: bool = False) -> Manifest:
    """Put an archive in the place of all that is there.

    Media are stored first, beside those that are there, and the rows are replaced in one
    transaction: where anything fails, all is as it was. Readers see the old state until they see
    the new one; writers wait.

    Args:
        file: the archive; it can be sought in.
        replace: whether what people made before may be lost.

    Raises:
        ArchiveError: the archive is not whole, or of other tables than there are here, or there is
            something here that is not to be replaced.
    """
    with opened(file) as archive:
        if archive.manifest.migrations != migrations():
            raise ArchiveError(
                "It is of a release with other tables. Restore it with the code that made it, and "
                "then migrate."
            )
        if not replace and not _is_empty():
            raise ArchiveError("This publication is not empty. --replace replaces all of it.")
        tables = kept_tables()
        fields = media.fields_of(tables)
        stored = media.Stored(fields)
        try:
            stored.store(archive)
            before = _replace(archive, tables, stored)
        except BaseException as error:
            stored.take_back()
            if isinstance(error, DatabaseError):
                raise ArchiveError(f"The database refuses it, and is as it was: {error}") from error
            raise
        # Wagtail keeps there what sites and renditions there are.
        cache.clear()
        media.delete(before - media.all_named(tables), fields)
        return archive.manifest


def _is_empty() -> bool:
    """Whether all that is there is what migrations make."""
    return not (
        get_user_model().objects.exists()
        or Revision.objects.exists()
        or media.all_named(kept_tables())
    )


@transaction.atomic
def _replace(archive: Reader, tables: list[Table], stored: media.Stored) -> set[media.Named]:
    """Replace all rows; return the files that the old ones named."""
    _keep_writers_out()
    _number_lines(False)
    before = media.all_named(tables)
    for table in all_tables():
        if table.name != Line._meta.db_table:
            table.empty()
    lines = [table for table in tables if table.name == Line._meta.db_table]
    _load(archive, [table for table in tables if table not in lines], stored)
    # The index is made of rows that belong together.
    connection.check_constraints()
    ContentType.objects.clear_cache()
    _count_on(tables)
    call_command("update_index", verbosity=0)
    # Of all this, the journal has one line. It comes after those of the archive, and has a higher
    # number than any that there was here.
    for table in lines:
        table.empty()
    _load(archive, lines, stored)
    _count_on(lines)
    Line.objects.filter(version=journal.CLOSED).delete()
    _number_lines(True)
    journal.changed(EVERYTHING)
    for site in Site.objects.filter(is_default_site=True):
        log(site, ACTION, data={"made_at": archive.manifest.made_at})
    return before


def _keep_writers_out() -> None:
    """Have writers wait. On SQLite, the transaction does that from its beginning."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(table.name) for table in all_tables())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def _number_lines(is_on: bool) -> None:
    """Have PostgreSQL give new lines of the journal their numbers, or not.

    It does so when a transaction ends, for each of its lines, and would not know those of the
    archive from its own.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            verb = "ENABLE" if is_on else "DISABLE"
            cursor.execute(f'ALTER TABLE "{Line._meta.db_table}" {verb} TRIGGER USER')


def _load(archive: Reader, tables: Iterable[Table], stored: media.Stored) -> None:
    for table in tables:
        member = member_of(table)
        facts = archive.manifest.members.get(member)
        if facts is None:
            raise ArchiveError(f"It has no {member}.")
        with gzip.open(archive.open(member)) as lines:
            rows = load(lines)
            if next(rows) != table.names:
                raise ArchiveError(f"{member} has other columns than this release.")
            if table.write(stored.renamed(table, row) for row in rows) != facts.rows:
                raise ArchiveError(f"{member} has not as many rows as its manifest says.")


def _count_on(tables: Iterable[Table]) -> None:
    """Have PostgreSQL number new rows after those that were loaded, and never again as before.

    Its counters are no part of a transaction: one that went back would stay so after a rollback.
    SQLite sees to it itself.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in tables:
            if table.counter:
                counter = "pg_get_serial_sequence(%s, %s)"
                cursor.execute(
                    f"SELECT setval({counter}, greatest(max({table.counter}), "
                    f'pg_sequence_last_value({counter}::regclass), 1)) FROM "{table.name}"',
                    [f'"{table.name}"', table.counter] * 2,
                )
