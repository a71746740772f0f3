"""Writes the texts of a language to files for its translators."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.languages import LANGUAGES, get_language
from cms.translation.interchange.exporting import export
from cms.translation.interchange.formats import FORMATS


class Command(BaseCommand):
    help = (
        "Write a file for every page that was sent for translation into a language, and for the "
        "texts of photos, categories, authors, and settings. Files of the same name are replaced."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        codes = [language.code for language in LANGUAGES]
        parser.add_argument(
            "--locale", required=True, choices=codes, help="the language to translate into"
        )
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument(
            "--output", required=True, type=Path, metavar="FOLDER", help="is made if need be"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["output"]
        count = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in export(get_language(options["locale"]), FORMATS[options["format"]]):
                (folder / name).write_bytes(data)
                count += 1
        except OSError as error:
            raise CommandError(f"--output {folder} cannot be written to: {error}.") from None
        self.stdout.write(f"Wrote {count} files to {folder}.")
