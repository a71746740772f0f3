"""Trees and plants in jars."""

from math import cos, pi, sin, sqrt

from .geometry import Point, curve, strip, turned
from .palette import AMBER, CEDAR, EMERALD, INK, IVORY, NIGHT, SAFFRON, Colour, chance, mix
from .sheet import Sheet

FRUIT = mix(SAFFRON, (226, 92, 24), 0.55)


def orange_tree(sheet: Sheet, foot: Point, crown: Point, radius: float, fruits: int) -> None:
    """A trunk from `foot` to a round crown of leaves with fruit, lit from the upper left."""
    for i, lean in enumerate((0.0, -0.45, 0.42)):
        top = (crown[0] + lean * radius, crown[1] - radius * 0.1)
        fork = (foot[0] * 0.6 + crown[0] * 0.4, foot[1] * 0.45 + crown[1] * 0.55)
        limb = strip(curve([foot, fork, top] if i == 0 else [fork, top]), radius * (0.1 - 0.02 * i))
        sheet.polygon(limb[0] + limb[1][::-1], mix(CEDAR, INK, 0.3))
    leaves = int(radius * 4.5)
    for i in range(leaves):
        depth = i / leaves
        x, y = _inside(i, 1.0)
        spot = (crown[0] + x * radius, crown[1] + y * radius * 0.86)
        lit = 0.5 - 0.38 * x - 0.5 * y
        tone = mix(mix(NIGHT, EMERALD, 0.45), EMERALD, depth)
        tone = mix(tone, AMBER, max(0.0, lit - 0.35) * 0.55 * depth * chance(i, 9.0))
        _leaf(sheet, spot, radius * (0.11 + 0.06 * chance(i, 3.0)), chance(i, 4.0) * 2 * pi, tone)
        if i % max(1, leaves // (fruits * 2)) == 0 and depth > 0.45:
            _fruit(sheet, spot, radius * 0.085)


def _inside(i: float, seed: float) -> Point:
    """A repeatable point in the unit disc."""
    reach, aim = sqrt(chance(i, seed)), chance(i, seed + 1) * 2 * pi
    return reach * cos(aim), reach * sin(aim)


def _leaf(sheet: Sheet, spot: Point, length: float, aim: float, tone: Colour) -> None:
    blade = [(0.0, 0.0), (0.3, -0.2), (0.65, -0.17), (1.0, 0.0), (0.65, 0.17), (0.3, 0.2)]
    sheet.polygon(turned(blade, aim, length, spot), tone)
    rib = turned([(0.05, 0.0), (0.92, 0.0)], aim, length, spot)
    sheet.line(rib, mix(tone, IVORY, 0.14), length * 0.03)


def _fruit(sheet: Sheet, spot: Point, radius: float) -> None:
    x, y = spot
    sheet.disc((x + radius * 0.12, y + radius * 0.16), radius * 1.08, mix(NIGHT, EMERALD, 0.4))
    for share, tone in (
        (1.0, mix(FRUIT, NIGHT, 0.28)),
        (0.88, FRUIT),
        (0.6, mix(FRUIT, SAFFRON, 0.6)),
        (0.26, mix(AMBER, IVORY, 0.5)),
    ):
        shift = (1 - share) * radius * 0.5
        sheet.disc((x - shift, y - shift), radius * share, tone)


def pot(sheet: Sheet, foot: Point, size: float, clay: Colour) -> None:
    """A glazed jar about as high and as wide as `size`, standing at `foot`."""
    profile = [(0.3, 0.0), (0.46, -0.28), (0.5, -0.6), (0.4, -0.86), (0.46, -0.92), (0.46, -1.0)]
    right = [(foot[0] + x * size, foot[1] + y * size) for x, y in curve(profile, 8)]
    left = [(2 * foot[0] - x, y) for x, y in reversed(right)]
    stops = (mix(clay, IVORY, 0.25), mix(clay, IVORY, 0.1), clay, mix(clay, NIGHT, 0.5))
    sheet.gradient(right + left, stops, True)
    rim = [(foot[0] + x * size, foot[1] + y * size) for x, y in ((-0.46, -0.96), (0.46, -0.96))]
    sheet.line(rim, mix(clay, IVORY, 0.4), size * 0.05)
    for i in range(7):
        x = foot[0] + (i - 3) * size * 0.14
        diamond = [(0.0, -0.07), (0.045, 0.0), (0.0, 0.07), (-0.045, 0.0)]
        shape = turned(diamond, 0.0, size, (x, foot[1] - size * 0.56))
        sheet.polygon(shape, mix(IVORY, clay, 0.15 + 0.1 * i))


def bush(sheet: Sheet, middle: Point, radius: float) -> None:
    """A round pot plant."""
    leaves = 90
    for i in range(leaves):
        x, y = _inside(i + middle[0], 5.0)
        tone = mix(mix(NIGHT, EMERALD, 0.55), mix(EMERALD, AMBER, 0.25), i / leaves)
        spot = (middle[0] + x * radius, middle[1] + y * radius)
        _leaf(sheet, spot, radius * 0.36, chance(i, middle[1]) * 2 * pi, tone)
