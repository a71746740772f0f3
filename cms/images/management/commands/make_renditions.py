"""Make the renditions that photos lack."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.images.models import Photo
from cms.images.renditions import make_renditions


class Command(BaseCommand):
    """Make renditions, for example after ``PHOTO_FORMATS`` was changed."""

    help = "Make the renditions that photos lack, such as those of a format that is new."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for photo in Photo.objects.order_by("pk").iterator():
            try:
                make_renditions(photo)
            except OSError as error:
                broken += 1
                self.stderr.write(f"Photo {photo.pk}, {photo.title}: {error}")
        self.stdout.write(f"{Photo.objects.count() - broken} photos have all their renditions.")
