"""Takes the translations that files bring back."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.translation.interchange.importing import import_files
from cms.translation.interchange.report import FileReport, Outcome


class Command(BaseCommand):
    help = (
        "Take translations from PO and XLIFF 1.2 files: all in one transaction. Pages get drafts; "
        "texts of photos, categories, authors, and settings are public at once. A text that is "
        "refused keeps no other from being taken; a file that cannot be used keeps all of them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        with ExitStack() as stack:
            try:
                files = [
                    (str(path), stack.enter_context(path.open("rb"))) for path in options["files"]
                ]
            except OSError as error:
                raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
            report = import_files(files, dry_run=options["dry_run"])
        for file in report.files:
            self._describe(file, options["verbosity"])
        if not report.is_possible:
            raise CommandError("Nothing was imported: not every file can be used.")
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was imported.")

    def _describe(self, file: FileReport, verbosity: int) -> None:
        self.stdout.write(f"{file.name}: {file.defect or file.title}")
        for line in file.lines:
            if line.outcome is not Outcome.UNCHANGED or verbosity > 1:
                reason = f": {line.reason}" if line.reason else ""
                self.stdout.write(f"  {line.outcome.value}  {line.label} ({line.id}){reason}")
        if not file.defect:
            counts = (f"{count} {outcome.value}" for outcome, count in file.counts.items())
            self.stdout.write(f"  {', '.join(counts)}")
