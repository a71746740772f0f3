"""The design of the carpet, one point for each knot."""

from PIL import Image

from .palette import CLAY, COBALT, EMERALD, IVORY, NIGHT, OXBLOOD, SAFFRON, SAND, Colour, glaze, mix

COLUMNS, ROWS = 200, 114

WOOL = mix(IVORY, SAND, 0.25)
RED = mix(OXBLOOD, CLAY, 0.25)
STRIPES = (RED, RED, SAFFRON, NIGHT, WOOL, EMERALD, WOOL, NIGHT, SAFFRON, RED, RED)
NESTED = (SAFFRON, NIGHT, WOOL, EMERALD, WOOL, NIGHT, SAFFRON, RED)
FIELD = 50


def design() -> Image.Image:
    """The carpet as a small picture, each wool a little uneven as hand-dyed wool is."""
    image = Image.new("RGB", (COLUMNS, ROWS))
    for row in range(ROWS):
        for column in range(COLUMNS):
            wool = glaze(_wool(column, row), row // 2, 3.0, amount=0.07)
            image.putpixel((column, row), glaze(wool, column, row, amount=0.1))
    return image


def _wool(column: int, row: int) -> Colour:
    """The colour of one knot; the design mirrors about its middle column."""
    across = abs(column - COLUMNS // 2 + 0.5)
    edge = COLUMNS / 2 - across
    if edge < 4:
        return NIGHT
    if edge < 10:
        return (RED, WOOL)[(row // 3 + int(edge // 3)) % 2]
    if edge < 12:
        return NIGHT
    bands = (
        (11, _stripes),
        (14, _zigzag),
        (11, _stripes),
        (FIELD, _diamonds),
        (11, _stripes),
        (14, _zigzag),
    )
    for height, weave in bands:
        if row < height:
            return weave(across, row)
        row -= height
    return _stripes(across, row % len(STRIPES))


def _stripes(across: float, row: int) -> Colour:
    toothed = row in (4, 6) and int(across) % 4 < 2
    return EMERALD if toothed else STRIPES[row]


def _zigzag(across: float, row: int) -> Colour:
    """Small lozenges standing in a row between zigzags."""
    place = abs(int(across) % 14 - 7)
    distance = place + abs(row - 7)
    if distance < 2:
        return SAFFRON
    if distance < 4:
        return NIGHT
    if distance < 6:
        return WOOL
    return COBALT if distance < 9 else RED


def _diamonds(across: float, row: int) -> Colour:
    """Great stepped diamonds, nested, with little ones in the corners between them."""
    period = 44
    middle = (FIELD - 1) / 2
    place = abs((across + period / 2) % period - period / 2)
    distance = place + abs(row - middle) * 0.9
    if distance < 24:
        return NESTED[int(distance // 3)]
    corner = (period / 2 - place) + min(row, FIELD - 1 - row) * 0.9
    if corner < 15:
        return (SAFFRON, NIGHT, WOOL, EMERALD, NIGHT)[int(corner // 3)]
    return COBALT
