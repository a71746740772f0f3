"""Load the demo publication."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from blog.demo.accounts import PASSWORD, KnownPasswordsError, create_accounts, known_logins
from blog.demo.loader import State, load, state


class Command(BaseCommand):
    """Fill an empty database with the demo publication. Running it again changes nothing."""

    help = "Fill an empty database with a small publication in English, French, and Hebrew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--beside-other-content",
            action="store_true",
            help="load it also where there is other content; the home pages' texts are replaced",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing, without complaint, where there is other content",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = state()
        if found is State.OTHER and options["if_empty"]:
            return
        if found is State.OTHER and not options["beside_other_content"]:
            raise CommandError(
                "This database has other content; nothing was touched. To load the demo beside "
                "it, which replaces the texts of the home pages, add --beside-other-content."
            )
        if found is State.DEMO:
            self.stdout.write("The demo publication is here already; nothing was changed.")
        else:
            self.stdout.write("Loading the demo publication; its pictures are being drawn …")
            try:
                load()
            except ValidationError as error:
                raise CommandError(
                    f"The demo cannot be loaded; nothing was touched. {' '.join(error.messages)}"
                ) from error
            self.stdout.write(self.style.SUCCESS("The demo publication is loaded."))
        self._accounts()

    def _accounts(self) -> None:
        try:
            create_accounts()
        except KnownPasswordsError as error:
            self.stdout.write(self.style.WARNING(f"No demo logins were made: {error}."))
        else:
            if names := ", ".join(known_logins()):
                self.stdout.write(f"Demo logins: {names}; the password of each is “{PASSWORD}”.")
