"""Delete old lines of the journal."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.delivery import journal


class Command(BaseCommand):
    """Delete the lines that are older than some days, but never the newest one."""

    help = "Delete the journal's lines that are older than --days; the newest one always stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="how many days to keep (30)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 0:
            raise CommandError("--days takes a number of days, 0 or more.")
        deleted = journal.prune(timezone.now() - timedelta(days=options["days"]))
        self.stdout.write(f"{deleted} lines deleted.")
