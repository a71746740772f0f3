"""Put an archive in the place of what is there."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from cms.operations.backup.archive import ArchiveError, Manifest
from cms.operations.backup.restoring import restore
from cms.operations.errors import sentence


class Command(BaseCommand):
    """Restore an archive. It is looked through first; where anything fails, all is as it was."""

    help = "Put an archive that backup wrote in the place of the database and all media."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the archive, or - for standard input")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also where there is content, all of which is lost",
        )

    def handle(self, *, file: str, replace: bool, **options: Any) -> None:
        try:
            manifest = _from_stdin(replace) if file == "-" else _from(Path(file), replace)
        except Exception as error:
            said = sentence(error)
            if said is None and not isinstance(error, ArchiveError | Error | OSError):
                raise
            raise CommandError(f"Nothing was restored. {said or error}") from error
        for name in manifest.missing:
            self.stderr.write(self.style.WARNING(f"{name} was not there when it was backed up."))
        self.stdout.write(
            self.style.SUCCESS(f"All is as it was at {manifest.made_at}.")
            + " Start servers and workers anew: they remember what was here before."
        )


def _from(path: Path, replace: bool) -> Manifest:
    with path.open("rb") as file:
        return restore(file, replace)


def _from_stdin(replace: bool) -> Manifest:
    """Restore what comes, once all of it is here: it is looked through before anything changes."""
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.seek(0)
        return restore(file, replace)
