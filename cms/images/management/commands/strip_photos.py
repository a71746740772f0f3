"""``strip_photos``: no photo tells where it was taken, also where it was uploaded long ago."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.images.metadata.stored import strip_stored
from cms.images.models import Photo


class Command(BaseCommand):
    """Photos lose their metadata when they are uploaded; this is for those that did not."""

    help = "Take out of stored photos what tells of places, cameras, and edits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many have something to take out"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        found = 0
        for photo in Photo.objects.order_by("pk").iterator():
            try:
                found += strip_stored(photo, write=not dry_run)
            except OSError as error:
                self.stderr.write(f"Photo {photo.pk}, {photo.title}: {error}")
        self.stdout.write(f"{'To strip' if dry_run else 'Stripped'}: {found} photos.")
