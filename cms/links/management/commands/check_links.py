"""Find links that lead nowhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.links.checking import check_links


class Command(BaseCommand):
    """Check the links of all public pages; the report in the admin shows what was found."""

    help = "Find links in public pages that lead nowhere, for the report in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--web", action="store_true", help="ask addresses of the web, too, each of them once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Broken links: {check_links(web=options['web'])}.")
