"""Colours shared by every picture, and small repeatable variations of them."""

from zlib import crc32

Colour = tuple[int, int, int]

NIGHT: Colour = (14, 21, 46)
COBALT: Colour = (27, 68, 156)
AZURE: Colour = (84, 142, 196)
EMERALD: Colour = (16, 108, 82)
SAFFRON: Colour = (231, 160, 46)
AMBER: Colour = (250, 200, 104)
OXBLOOD: Colour = (120, 27, 34)
CLAY: Colour = (184, 92, 56)
SAND: Colour = (217, 182, 134)
IVORY: Colour = (246, 236, 214)
BRASS: Colour = (198, 148, 66)
CEDAR: Colour = (98, 58, 34)
INK: Colour = (24, 18, 20)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour lying `share` of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def chance(*place: float) -> float:
    """A number in [0, 1) that is always the same for the same place."""
    value = crc32(",".join(f"{part:.2f}" for part in place).encode())
    # A checksum alone gives neighbours related numbers, which shows as a pattern.
    for _ in range(2):
        value = (value ^ value >> 16) * 0x45D9F3B & 0xFFFFFFFF
    return (value ^ value >> 16) / 2**32


def glaze(colour: Colour, *place: float, amount: float = 0.16) -> Colour:
    """The colour as fired on one tile: a little paler or deeper than its neighbours."""
    shift = (chance(*place) * 2 - 1) * amount
    return mix(colour, IVORY, shift) if shift > 0 else mix(colour, NIGHT, -shift)
