"""The arches of the alley, and the space they stand in."""

from itertools import pairwise
from math import pi

from .geometry import Point, arc, box, horseshoe, shrunk
from .palette import AMBER, AZURE, COBALT, EMERALD, IVORY, NIGHT, SAFFRON, glaze, mix
from .pattern import octagons
from .perspective import Camera
from .sheet import Sheet
from .tiling import weave

CAMERA = Camera((860.0, 520.0), 1000.0, 1.65)
HALF = 1.6
STEP, RISE, FIRST = 0.5, 0.1, 2.5
ARCHES = (9.6, 7.4, 5.2, 3.4)
FRIEZE = (2.98, 3.2)


def floor(z: float) -> float:
    """How high the steps have climbed by then."""
    return max(0, int((z - FIRST) / STEP + 1)) * RISE


def arch(sheet: Sheet, z: float, distance: float) -> None:
    """A wall across the alley with a horseshoe opening, its depth and its banded rim."""
    ground, spring = floor(z), floor(z) + 1.52
    opening = horseshoe((0.0, -spring), 0.98, -ground, 0.3)
    back = z + 0.4
    tone = mix(mix(AZURE, COBALT, 0.3), mix(IVORY, AMBER, 0.25), 0.25 + 0.6 * distance)
    for (ax, ay), (bx, by) in pairwise(opening):
        quad = CAMERA.points([(ax, -ay, z), (bx, -by, z), (bx, -by, back), (ax, -ay, back)])
        sunny = ax > 0.3 and -ay < spring + 0.6
        sheet.polygon(quad, mix(tone, AMBER, 0.55) if sunny else mix(tone, COBALT, 0.35))
    front = CAMERA.points((px, -py, z) for px, py in opening)
    (left, top), (right, foot) = (
        CAMERA.point((-HALF, 7.0, z)),
        CAMERA.point((HALF, ground, z)),
    )
    frame = [front[0], (left, foot), (left, top), (right, top), (right, foot), front[-1]]
    wall = [*frame, *reversed(front)]
    sheet.gradient(wall, (mix(tone, COBALT, 0.15), mix(tone, IVORY, 0.3), tone))
    blocks = 27
    start, end = pi - 0.3, 2 * pi + 0.3
    for i in range(blocks):
        a, b = (start + (end - start) * (i + k) / blocks for k in (0, 1))
        shape = _block(spring, a, b, z)
        band = (COBALT, IVORY)[i % 2]
        sheet.polygon(shape, mix(mix(NIGHT, band, 0.5), tone, 0.3))
        sheet.polygon(shrunk(shape, 2.2), mix(glaze(band, i, z), tone, 0.2 + 0.3 * distance))


def frieze(sheet: Sheet) -> None:
    """A course of stars high on the nearest wall."""
    z = ARCHES[-1]
    low, high = FRIEZE
    (left, top), (right, foot) = CAMERA.point((-HALF, high, z)), CAMERA.point((HALF, low, z))
    fresh = Sheet(sheet.zoom, IVORY)
    cell = foot - top
    tones = (mix(AZURE, COBALT, 0.6), SAFFRON, COBALT, IVORY, EMERALD)
    bounds, centre = (left, top, right, foot), (CAMERA.vanishing[0], (top + foot) / 2)
    weave(fresh, octagons().scaled(cell), (bounds, centre), tones, (IVORY, 4.0))
    sheet.paste(fresh.image, sheet.mask(box(*bounds)))
    sheet.polygon(box(left, foot, right, foot + 11), SAFFRON)
    sheet.shade(box(left, foot + 11, right, foot + 26), NIGHT, 0.4, 7)


def _block(spring: float, start: float, end: float, z: float) -> list[Point]:
    """One voussoir of an arch."""
    ring = arc((0.0, -spring), 0.98, start, end, 4) + arc((0.0, -spring), 1.14, end, start, 4)
    return CAMERA.points((x, -y, z) for x, y in ring)
