"""Patterns laid as glazed tiles, or as straps woven over a ground."""

from collections.abc import Callable, Iterable, Sequence
from math import cos, sin

from .geometry import Point, Polygon, area, inset, middle
from .network import Crossing
from .palette import INK, Colour, glaze, mix
from .pattern import Pattern, Piece
from .sheet import Sheet

# The rectangle a pattern covers, and the middle of one of its cells.
Area = tuple[Sequence[float], Point]

# The colour and the width of a strap.
Strap = tuple[Colour, float]


def tile(
    sheet: Sheet, outline: Polygon, colour: Colour, joint: float, height: Sheet | None = None
) -> None:
    """One glazed tile, shrunk by half a joint; also raised on the height sheet when given."""
    shape = inset(outline, joint / 2)
    if area(shape) * area(outline) <= 0:
        return
    sheet.polygon(shape, glaze(colour, *middle(outline)))
    if height:
        height.polygon(shape, 255)


def lay(
    sheet: Sheet,
    pieces: Iterable[Piece],
    colours: Sequence[Colour],
    joint: float,
    height: Sheet | None = None,
) -> None:
    """Tiles coloured by kind over whatever grout the sheet already shows."""
    for piece in pieces:
        tile(sheet, piece.outline, colours[piece.kind], joint, height)


def panel(
    surfaces: tuple[Sheet, Sheet],
    shape: Polygon,
    ground: Colour,
    paint: Callable[[Sheet, Sheet], None],
) -> None:
    """Paint a picture and its height on fresh sheets, and let both into a shape."""
    sheet, height = surfaces
    fresh, raised = Sheet(sheet.zoom, ground), Sheet(sheet.zoom, 0)
    paint(fresh, raised)
    mask = sheet.mask(shape)
    sheet.paste(fresh.image, mask)
    height.paste(raised.image, mask)


def weave(
    sheet: Sheet,
    pattern: Pattern,
    over: Area,
    colours: Sequence[Colour],
    strap: Strap,
    *,
    height: Sheet | None = None,
) -> None:
    """A pattern whose lines are straps passing over and under each other.

    The sheet must already show the straps' colour within the bounds.
    """
    tone, width = strap
    edge = mix(tone, INK, 0.8)
    rim = width * 0.09
    for piece in pattern.spread(*over):
        tile(sheet, piece.outline, edge, width - 2 * rim)
        tile(sheet, piece.outline, colours[piece.kind], width, height)
    for crossing in pattern.knots(*over):
        for side in _flanks(crossing, width - rim):
            sheet.line(side, edge, rim)


def _flanks(crossing: Crossing, width: float) -> list[list[Point]]:
    """The two edges of the upper strap where they cover the lower one."""
    (x, y), over, under = crossing.at, crossing.over, crossing.under
    reach = width / 2 / sin(under - over)
    along = cos(over) * reach, sin(over) * reach
    across = cos(under) * reach, sin(under) * reach
    return [
        [
            (x + side * across[0] - along[0], y + side * across[1] - along[1]),
            (x + side * across[0] + along[0], y + side * across[1] + along[1]),
        ]
        for side in (-1, 1)
    ]
