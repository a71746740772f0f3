"""Wagtail's command, which would say of each rendition that its storage does not answer."""

from contextlib import suppress
from typing import Any

from django.core.files.storage import storages
from wagtail.images.management.commands import wagtail_update_image_renditions as wagtails


class Command(wagtails.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Make all renditions anew.

        Raises:
            Exception: the storage does not answer; which one is its client's.
        """
        with suppress(FileNotFoundError):
            storages["photos"].open("a file that is not there")
        super().handle(*args, **options)
