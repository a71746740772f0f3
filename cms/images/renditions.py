"""The sizes and formats in which every photo is kept ready."""

import base64
import io
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from PIL import Image, ImageOps

from cms.images.addresses import file_name
from cms.images.models import Photo
from cms.images.sizes import all_specs

#: Widths in pixels. A photo narrower than one of them is never enlarged to it.
WIDTHS = (400, 800, 1200, 1600)

#: Formats that can be offered beside the original one, the best first, with their media types.
MODERN_FORMATS = {"avif": "image/avif", "webp": "image/webp"}

#: The longer side of a placeholder, in pixels.
_PLACEHOLDER_SIDE = 16


def widths(photo: Photo) -> list[int]:
    """Return the widths that a photo is kept in, up to its own or the widest of the ladder."""
    top = min(photo.width, WIDTHS[-1])
    return [*(width for width in WIDTHS if width < top), top]


def original_format(photo: Photo) -> str:
    """Return the format that a photo was uploaded in, as far as every browser shows it.

    JPEG stands for the others, such as AVIF.
    """
    extension = file_name(photo).rpartition(".")[2].lower()
    return {"png": "png", "gif": "gif", "webp": "webp"}.get(extension, "jpeg")


def kept_formats(photo: Photo) -> list[str]:
    """Return the formats that a photo is kept in: those of ``PHOTO_FORMATS``, and its own."""
    modern = (name for name in MODERN_FORMATS if name in settings.PHOTO_FORMATS)
    return list(dict.fromkeys([*modern, original_format(photo)]))


def filter_spec(width: int, image_format: str) -> str:
    """Return Wagtail's filter for a width and a format."""
    return f"width-{width}|format-{image_format}"


def make_renditions(photo: Photo) -> None:
    """Make all the renditions of a photo that are missing, and its placeholder."""
    specs = [
        filter_spec(width, image_format)
        for image_format in kept_formats(photo)
        for width in widths(photo)
    ]
    photo.get_renditions(*specs, *all_specs())
    # Not save(): this is no change that an editor made, and must not set off another round.
    Photo.objects.filter(pk=photo.pk).update(placeholder=make_placeholder(photo))


def make_placeholder(photo: Photo) -> str:
    """Return a photo of a few hundred bytes as a ``data:`` address."""
    with photo.open_file() as file, Image.open(file) as image:
        small = ImageOps.exif_transpose(image).convert("RGB")
        small.thumbnail((_PLACEHOLDER_SIDE, _PLACEHOLDER_SIDE))
        buffer = io.BytesIO()
        small.save(buffer, "WEBP", quality=40)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


class Made(NamedTuple):
    """A rendition that is made.

    Attributes:
        photo_id: the photo.
        filter_spec, focal_point_key: what was made of it, as Wagtail says it.
        file: the name of the file.
        width, height: in pixels.
    """

    photo_id: Any
    filter_spec: str
    focal_point_key: str
    file: str
    width: int
    height: int


def ready(photo: Photo, renditions: Iterable[Made]) -> dict[str, list[Made]]:
    """Sort a photo's renditions by format, each from narrow to wide; others are left out."""
    ladder = widths(photo)
    by_spec = {rendition.filter_spec: rendition for rendition in renditions}
    return {
        image_format: found
        for image_format in kept_formats(photo)
        if (
            found := [
                by_spec[spec]
                for width in ladder
                if (spec := filter_spec(width, image_format)) in by_spec
            ]
        )
    }
