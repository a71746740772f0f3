"""A pair of doors covered with woven brass straps."""

from math import pi

from .geometry import Point, Polygon, arc, box, khatem
from .palette import AMBER, BRASS, CEDAR, COBALT, EMERALD, INK, IVORY, NIGHT, OXBLOOD, mix
from .pattern import octagons
from .sheet import Sheet
from .tiling import panel, tile, weave

CELL = 130.0
INLAY = (
    mix(CEDAR, INK, 0.2),
    mix(OXBLOOD, INK, 0.25),
    mix(BRASS, CEDAR, 0.3),
    mix(EMERALD, NIGHT, 0.45),
    mix(COBALT, NIGHT, 0.4),
)


def leaves(surfaces: tuple[Sheet, Sheet], opening: Polygon, centre: Point) -> None:
    """Fill an opening with the pattern; the leaves mirror about the centre."""
    columns, rows = zip(*opening, strict=True)
    bounds = min(columns), min(rows), max(columns), max(rows)

    def paint(fresh: Sheet, raised: Sheet) -> None:
        pattern = octagons().scaled(CELL)
        over = bounds, (centre[0] + CELL / 2, centre[1])
        weave(fresh, pattern, over, INLAY, (BRASS, 11.0), height=raised)

    panel(surfaces, opening, BRASS, paint)


def ironwork(sheet: Sheet, centre: Point, top: float, foot: float) -> None:
    """The seam between the leaves with its studs, then bosses and ring knockers."""
    middle, level = centre
    for half, tone in ((17.0, INK), (14.0, BRASS), (2.0, INK)):
        sheet.polygon(box(middle - half, top, middle + half, foot), tone)
    for i in range(20):
        for x in (middle - 8, middle + 8):
            _boss(sheet, (x, top + 22 + 40 * i), 4.0)
    for x in (middle - CELL / 2, middle + CELL / 2):
        for y in (level, level + 2 * CELL):
            tile(sheet, khatem((x, y), 34), mix(BRASS, AMBER, 0.3), 0.0)
            _boss(sheet, (x, y), 13.0)
        ring = arc((x, level + 168), 33.0, 0, 2 * pi, 60)
        sheet.line(ring, INK, 13)
        sheet.line(ring, mix(BRASS, AMBER, 0.45), 8)
        tile(sheet, khatem((x, level + CELL), 21), mix(BRASS, AMBER, 0.5), 0.0)


def _boss(sheet: Sheet, spot: Point, radius: float) -> None:
    """A round-headed nail, lit from the upper left."""
    x, y = spot
    sheet.disc((x + radius * 0.2, y + radius * 0.3), radius * 1.1, INK)
    shine = ((1.0, mix(BRASS, CEDAR, 0.4)), (0.75, BRASS), (0.35, mix(AMBER, IVORY, 0.5)))
    for share, tone in shine:
        shift = (1 - share) * radius * 0.4
        sheet.disc((x - shift, y - shift), radius * share, tone)
