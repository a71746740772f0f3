"""GIF: blocks, of which each is a row of smaller ones."""

from typing import Any

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF

#: Extensions of applications that say how to show the picture.
_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def strip(content: bytes, exif: bytes, image: Any) -> bytes:
    """Return the file without comments and metadata; GIF knows no EXIF.

    Raises:
        IndexError: when it ends too early.
        ValueError: when there is no block where one has to be.
    """
    at = 13 + _size_of_palette(content[10])
    result = bytearray(content[:at])
    while (kind := content[at]) != _END:
        if kind == _EXTENSION:
            end = _end_of_blocks(content, at + 2)
            name = content[at + 3 : at + 3 + content[at + 2]]
            label = content[at + 1]
            if label != _COMMENT and (label != _APPLICATION or name in _KEPT):
                result += content[at:end]
        elif kind == _IMAGE:
            end = _end_of_blocks(content, at + 11 + _size_of_palette(content[at + 9]))
            result += content[at:end]
        else:
            raise ValueError("a block is an extension or a picture")
        at = end
    return bytes(result) + bytes([_END])


def _size_of_palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += 1 + content[at]
    return at + 1
