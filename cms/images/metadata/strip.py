"""Files without what they tell of places, cameras, and edits.

Uploads are public. What stays beside the picture is how to turn it, what its colours mean, and
whose it is. Pixels are not compressed a second time, except where a file is not built as its format
says.
"""

import io
from collections.abc import Callable
from typing import Any

from PIL import ExifTags, Image

from cms.images.metadata import avif, gif, jpeg, png, webp

_KEPT_TAGS = (ExifTags.Base.Orientation, ExifTags.Base.Artist, ExifTags.Base.Copyright)

_STRIPPERS: dict[str | None, Callable[[bytes, bytes, Any], bytes]] = {
    "AVIF": avif.strip,
    "GIF": gif.strip,
    "JPEG": jpeg.strip,
    "MPO": jpeg.strip,
    "PNG": png.strip,
    "WEBP": webp.strip,
}


def strip(content: bytes) -> bytes:
    """Return a picture's file without its metadata.

    Raises:
        PIL.UnidentifiedImageError: when it is no picture.
    """
    with Image.open(io.BytesIO(content)) as image:
        exif = _kept_exif(image)
        stripper = _STRIPPERS.get(image.format)
        if stripper is None:
            return _encoded_anew(image, exif)
        try:
            return stripper(content, exif, image)
        except (IndexError, ValueError):
            return _encoded_anew(image, exif)


def _kept_exif(image: Image.Image) -> bytes:
    """Return EXIF data with the tags that stay, as a TIFF structure; none when there are none."""
    try:
        image.load()
        found = image.getexif()
        kept = Image.Exif()
        for tag in _KEPT_TAGS:
            if tag in found:
                kept[tag] = found[tag]
        return kept.tobytes().removeprefix(b"Exif\0\0") if len(kept) else b""
    except Exception:  # what is written there in disorder raises many kinds
        return b""


def _encoded_anew(image: Image.Image, exif: bytes) -> bytes:
    options: dict[str, Any] = {"exif": exif} if exif else {}
    if "icc_profile" in image.info:
        options["icc_profile"] = image.info["icc_profile"]
    image_format = "JPEG" if image.format == "MPO" else image.format
    # Pillow would carry on what it has read.
    clean = image.copy() if not getattr(image, "is_animated", False) else image
    clean.info = {
        key: value
        for key, value in image.info.items()
        if key in ("transparency", "duration", "loop", "background", "gamma")
    }
    result = io.BytesIO()
    clean.save(
        result,
        image_format,
        quality=90,
        save_all=bool(getattr(image, "is_animated", False)) and image_format != "JPEG",
        **options,
    )
    return result.getvalue()
