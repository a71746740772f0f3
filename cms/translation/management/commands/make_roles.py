"""Make the roles that are missing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.translation.roles import make_roles


class Command(BaseCommand):
    """Make the roles anew where something of them is missing. Running it again changes nothing."""

    help = (
        "Give Editors, Moderators, and the translators of each language what they may do: run it "
        "after a language or a home page was added."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        changes = make_roles()
        for change in changes:
            self.stdout.write(change)
        if not changes:
            self.stdout.write("All roles are as they should be; nothing was changed.")
