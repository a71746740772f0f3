"""A photo's files."""

import secrets
from pathlib import PurePosixPath
from typing import Any

import willow
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.crypto import salted_hmac
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.images.metadata.strip import strip

#: How long a name may be: the field's length, less what a storage adds to one that is taken.
MAX_NAME = 90


def photo_storage() -> Storage:
    """Return where photos are kept: everybody may read them there."""
    return storages["photos"]


def new_token() -> str:
    """Return what nobody guesses: whoever knows a file's name may have it."""
    return secrets.token_hex(8)


def token_after(name: str) -> str:
    """Return the token that a file gets next: nobody guesses it, and it is found again."""
    return salted_hmac("cms.images.files", name).hexdigest()[:16]


def token_of(name: str) -> str | None:
    """Return the token in a file's name; None in that of one that was stored without."""
    return name.split("/")[1] if name.count("/") == 2 else None


def with_token(name: str, token: str, max_length: int) -> str:
    """Return ``folder/name`` as ``folder/token/name``, where the last part is cut if it is long."""
    path = PurePosixPath(name)
    too_long = max(0, len(f"{path.parent}/{token}/{path.name}") - max_length)
    stem = path.stem[: max(1, len(path.stem) - too_long)]
    return f"{path.parent}/{token}/{stem}{path.suffix}"


class PhotoFile(WagtailImageFieldFile):
    """A photo's file, measured upright, and stored without what it tells of places.

    Cameras store a photo as the sensor saw it, and in its EXIF data how to turn it. Renditions are
    turned by Wagtail, so the photo's width and height are those after turning, too.
    """

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store a file, whoever brings it, without its metadata."""
        content.seek(0)
        stripped = strip(content.read())
        self.instance.file_size = len(stripped)
        super().save(name, ContentFile(stripped, name), save)

    def get_image_dimensions(self) -> tuple[int, int]:
        was_closed = self.closed
        try:
            self.open()
            width, height = willow.Image.open(self).auto_orient().get_size()
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)
        return width, height


class PhotoFileField(WagtailImageField):
    """The model field of a photo's file."""

    attr_class = PhotoFile
