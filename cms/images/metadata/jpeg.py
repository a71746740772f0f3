"""JPEG: a row of segments, and the picture after the last of them."""

from typing import Any

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_EXIF, _COMMENT = 0xE1, 0xFE
_APPLICATION = range(0xE0, 0xF0)

#: Segments of applications that say how to show the picture.
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


def strip(content: bytes, exif: bytes, image: Any) -> bytes:
    """Return the file with this EXIF data only; what comes after the picture goes, too.

    Phones put a second picture there, with metadata of its own.

    Raises:
        IndexError: when it ends too early.
        ValueError: when there is no segment where one has to be.
    """
    segments = []
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            raise ValueError("a segment begins with FF")
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == _END:
            break
        length = int.from_bytes(content[at : at + 2], "big")
        end = at + length
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        if _stays(marker, content[at + 2 : end]):
            segments.append(bytes([0xFF, marker]) + content[at:end])
        at = end
    if exif:
        body = b"Exif\0\0" + exif
        first = 1 if segments and segments[0][1] == 0xE0 else 0
        segments.insert(first, bytes([0xFF, _EXIF]) + (len(body) + 2).to_bytes(2, "big") + body)
    return bytes([0xFF, _START]) + b"".join(segments) + bytes([0xFF, _END])


def _stays(marker: int, body: bytes) -> bool:
    if marker in _APPLICATION:
        return marker in _KEPT and body.startswith(_KEPT[marker])
    return marker != _COMMENT


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where compressed data ends: at the next marker that does not belong to it.

    Where the file is cut off, that is its end.
    """
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        following = content[at + 1]
        if following not in {0x00, 0xFF} and following not in range(0xD0, 0xD8):
            return at
        at += 1 if following == 0xFF else 2
    return len(content)
