"""``python manage.py turn_off_otp USERNAME``."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.access.devices import remove_devices


class Command(BaseCommand):
    help = "Turn somebody's one-time passwords off, whose device is lost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        had_one = remove_devices(user)
        self.stdout.write(
            f"{username} logs in with the password alone{'' if had_one else ', as before'}."
        )
