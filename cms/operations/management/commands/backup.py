"""Write everything to an archive."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from cms.operations.backup.archive import ArchiveError, Manifest
from cms.operations.backup.making import backup
from cms.operations.errors import sentence


class Command(BaseCommand):
    """Write the database and all media to one file, which only its owner may read."""

    help = "Write the database and all media to one archive, for restore on any engines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file that is not there yet, or - for standard output")

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            manifest = backup(sys.stdout.buffer) if file == "-" else _to(Path(file))
        except Exception as error:
            said = sentence(error)
            if said is None and not isinstance(error, ArchiveError | Error | OSError):
                raise
            raise CommandError(f"Nothing was backed up. {said or error}") from error
        for name in manifest.missing:
            self.stderr.write(self.style.WARNING(f"{name} is not there."))
        rows = sum(member.rows or 0 for member in manifest.members.values())
        files = sum(member.rows is None for member in manifest.members.values())
        # Standard output may be the archive.
        self.stderr.write(f"{rows} rows and {files} files of media are in the archive.")


def _to(path: Path) -> Manifest:
    """Write a file, which has its name only when it is whole."""
    if path.exists():
        raise ArchiveError(f"{path} is there already.")
    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            manifest = backup(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return manifest
