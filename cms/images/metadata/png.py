"""PNG: a row of chunks."""

import zlib
from typing import Any

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEFT_OUT = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}


def strip(content: bytes, exif: bytes, image: Any) -> bytes:
    """Return the file with this EXIF data only.

    Raises:
        IndexError: when it ends too early.
    """
    result = bytearray(_SIGNATURE)
    at = len(_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        if at + 12 > len(content):
            raise IndexError("there is no end")
        kind = content[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if kind not in _LEFT_OUT:
            result += content[at:end]
        if kind == b"IHDR" and exif:
            checksum = zlib.crc32(b"eXIf" + exif).to_bytes(4, "big")
            result += len(exif).to_bytes(4, "big") + b"eXIf" + exif + checksum
        at = end
    return bytes(result)
