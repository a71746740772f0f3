"""Files of pictures, good and bad."""

import io
import struct
import zlib
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from cms.images.models import Photo
from tests.factories import image_bytes


def make_photo(content: bytes, name: str, **values: Any) -> Photo:
    """A saved photo with this file."""
    photo = Photo(title=name, file=ImageFile(io.BytesIO(content), name=name), **values)
    photo.save()
    return photo


def encode(image: Image.Image, image_format: str, **options: Any) -> bytes:
    """The bytes of a picture in a format."""
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def turned(orientation: int, width: int = 60, height: int = 20) -> bytes:
    """A JPEG whose EXIF data asks to turn it before it is shown (1 is upright)."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encode(Image.new("RGB", (width, height), "teal"), "JPEG", exif=exif)


def truncated(image_format: str = "JPEG") -> bytes:
    """The first half of a picture."""
    content = image_bytes(1200, 900, image_format)
    return content[: len(content) // 2]


def announced(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that says that it is this large, and is not."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
