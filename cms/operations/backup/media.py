"""The files that rows name, wherever they are: in a folder, or in a bucket."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.files import File
from django.core.files.storage import Storage
from django.db.models import FileField

from cms.operations.backup.archive import Reader, Writer
from cms.operations.backup.tables import Table

logger = logging.getLogger(__name__)

_FOLDER = "media/"


class Named(NamedTuple):
    """A file that a row names.

    Attributes:
        field: the model field's label, ``images.photo.file``, whose storage has it.
        name: in that storage.
    """

    field: str
    name: str

    @property
    def member(self) -> str:
        """What it is called in an archive."""
        return f"{_FOLDER}{self.field}/{self.name}"


def fields_of(tables: Iterable[Table]) -> dict[str, FileField]:
    """Return the fields that name files, by label."""
    return {
        f"{table.label}.{field.name}": field for table in tables for field in table.files.values()
    }


def named_by(table: Table, row: list[Any]) -> Iterator[Named]:
    """Give the files that a row names."""
    for place, field in table.files.items():
        if row[place]:
            yield Named(f"{table.label}.{field.name}", row[place])


def all_named(tables: Iterable[Table]) -> set[Named]:
    """Return the files that any row names now."""
    return {
        named
        for table in tables
        if table.files
        for row in table.read()
        for named in named_by(table, row)
    }


def keep(files: Iterable[Named], fields: dict[str, FileField], writer: Writer) -> None:
    """Add files to an archive. One that is not there is written down as missing."""
    for named in sorted(files):
        storage = fields[named.field].storage
        try:
            with storage.open(named.name) as file:
                writer.add(named.member, file, file.size)
        except FileNotFoundError:
            writer.manifest.missing.append(named.member)


class Stored:
    """The files of an archive, put where they belong, beside what is there already.

    Nothing is replaced: browsers may keep a photo for a year, so where a name is taken by another
    file, the archive's gets another name. Until rows name them, what was stored can be taken back.

    Attributes:
        names: the names that files got instead of their own.
    """

    def __init__(self, fields: dict[str, FileField]) -> None:
        self._fields = fields
        self._new: list[tuple[Storage, str]] = []
        self.names: dict[Named, str] = {}

    def store(self, archive: Reader) -> None:
        """Store all files that an archive has."""
        for member, facts in archive.manifest.members.items():
            if member.startswith(_FOLDER):
                field, _, name = member.removeprefix(_FOLDER).partition("/")
                self._store(Named(field, name), archive, facts.sha256)

    def _store(self, named: Named, archive: Reader, sha256: str) -> None:
        storage = self._fields[named.field].storage
        if storage.exists(named.name):
            with storage.open(named.name) as there:
                content: Any = there.file
                if hashlib.file_digest(content, "sha256").hexdigest() == sha256:
                    return
        with archive.open(named.member) as file:
            name = storage.save(named.name, File(file, named.name))
        self._new.append((storage, name))
        if name != named.name:
            self.names[named] = name

    def renamed(self, table: Table, row: list[Any]) -> list[Any]:
        """Return a row with the names that its files got."""
        if self.names:
            for place, field in table.files.items():
                named = Named(f"{table.label}.{field.name}", row[place])
                row[place] = self.names.get(named, row[place])
        return row

    def take_back(self) -> None:
        """Delete what was stored."""
        for storage, name in self._new:
            storage.delete(name)


def delete(files: Iterable[Named], fields: dict[str, FileField]) -> None:
    """Delete files that no row names any more; one that cannot be deleted stays."""
    for named in files:
        try:
            fields[named.field].storage.delete(named.name)
        except Exception:  # each storage has exceptions of its own
            logger.warning("%s could not be deleted.", named.member, exc_info=True)
