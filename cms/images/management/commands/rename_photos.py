"""``rename_photos``: whoever was given a photo's address while it was public has it no more."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.collections import in_public_collections
from cms.images.models import Photo
from cms.images.renaming import rename
from cms.search.signals import index_what_shows


class Command(BaseCommand):
    """Run every minute: photos become private in many ways, some of which tell nobody."""

    help = "Give the files of photos that are private now, and were public, new names."

    def handle(self, *args: Any, **options: Any) -> None:
        public = in_public_collections(Photo.objects.all()).values("pk")
        Photo.objects.filter(pk__in=public, was_public=False).update(was_public=True)
        private = Photo.objects.exclude(pk__in=public).filter(was_public=True)
        renamed = 0
        for photo in private.order_by("pk").iterator():
            try:
                rename(photo)
                # Where nobody told the index that it is private.
                index_what_shows([photo.pk])
                renamed += 1
            except OSError as error:
                if isinstance(error, FileNotFoundError):  # so that it is not told every minute
                    Photo.objects.filter(pk=photo.pk).update(was_public=False)
                self.stderr.write(f"Photo {photo.pk}, {photo.title}: {error}")
        self.stdout.write(f"Renamed: {renamed} photos.")
