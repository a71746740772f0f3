"""AVIF: boxes that tell each other's places, so that none may change its size."""

from typing import Any

from PIL import Image

#: A TIFF structure with nothing in it.
_EMPTY_EXIF = b"MM\0*\0\0\0\x08\0\0\0\0\0\0"


def strip(content: bytes, exif: bytes, image: Any) -> bytes:
    """Return the file with its metadata overwritten where they stand.

    How it is turned stands elsewhere in the file, and stays.

    Raises:
        ValueError: when they do not stand there in one piece.
    """
    result = bytearray(content)
    if found := image.info.get("exif", b"").removeprefix(b"Exif\0\0"):
        kept = _without_orientation(exif)
        # Pillow tells how the picture is turned as if it stood there, where nothing does.
        if found in content or b"Exif" in content:
            _overwrite(result, found, kept if len(kept) <= len(found) else _EMPTY_EXIF)
    if found := image.info.get("xmp"):
        _overwrite(result, found, b" ")
    return bytes(result)


def _overwrite(content: bytearray, found: bytes, new: bytes) -> None:
    at = content.index(found)
    padding = b" " if new == b" " else b"\0"
    content[at : at + len(found)] = new[: len(found)].ljust(len(found), padding)


def _without_orientation(exif: bytes) -> bytes:
    tags = Image.Exif()
    tags.load(exif)
    tags.pop(0x0112, None)
    return tags.tobytes().removeprefix(b"Exif\0\0") if len(tags) else _EMPTY_EXIF
