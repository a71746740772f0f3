"""``forget_addresses``: e-mail addresses of those who commented are kept for a time only."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from blog.comments.models import Comment


class Command(BaseCommand):
    help = "Delete the e-mail addresses of comments written longer ago; the comments stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=90,
            help="how many days an address is kept; 90 when not given",
        )

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        old = Comment.objects.filter(written_at__lt=timezone.now() - timedelta(days=days))
        forgotten = old.exclude(email="").update(email="")
        self.stdout.write(f"Deleted {forgotten} addresses.")
