"""WebP: chunks in a RIFF container, the first of which says what the others are."""

from typing import Any

_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
_HEADER = 12
_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}


def strip(content: bytes, exif: bytes, image: Any) -> bytes:
    """Return the file with this EXIF data only.

    Raises:
        IndexError: when it ends too early.
    """
    chunks = []
    at = _HEADER
    total = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= total:
        kind = content[at : at + 4]
        body = content[at + 8 : at + 8 + int.from_bytes(content[at + 4 : at + 8], "little")]
        at += 8 + len(body) + len(body) % 2
        if kind == b"VP8X":
            flags = body[0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if exif else 0)
            body = bytes([flags]) + body[1:]
        if kind in _KEPT:
            chunks.append(_chunk(kind, body))
    if not chunks:
        raise IndexError("there is no picture")
    if exif and chunks[0].startswith(b"VP8X"):
        chunks.append(_chunk(b"EXIF", exif))
    inside = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(inside).to_bytes(4, "little") + inside


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
