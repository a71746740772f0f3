"""Date palms."""

from math import cos, pi, sin

from .geometry import Point, curve, strip
from .palette import CLAY, NIGHT, SAFFRON, Colour, chance, mix
from .sheet import Sheet


def palm(sheet: Sheet, foot: Point, size: float, leaf: Colour) -> None:
    """A date palm whose fronds are `size` long, standing at `foot`."""
    lean = (chance(*foot) - 0.5) * size * 0.7
    crown = (foot[0] + lean, foot[1] - size * (1.5 + 0.7 * chance(foot[1], foot[0])))
    bend = (foot[0] + lean * 0.25, (foot[1] + crown[1]) / 2)
    left, right = strip(curve([foot, bend, crown]), size * 0.075)
    bark = mix(mix(CLAY, NIGHT, 0.72), leaf, 0.5)
    sheet.polygon(left + right[::-1], bark)
    fronds = 15
    for i in range(fronds):
        shift = (chance(*crown, i) - 0.5) * 0.24
        aim = pi * (0.2 - 1.4 * i / (fronds - 1)) + shift
        tone = mix(leaf, SAFFRON, 0.1 * max(0.0, -sin(aim)) * (1 - i / fronds))
        _frond(sheet, crown, aim, size * (0.8 + 0.35 * chance(*crown, i, 1)), tone)


def _frond(sheet: Sheet, crown: Point, aim: float, length: float, tone: Colour) -> None:
    """A rib that leaves at the angle `aim` and droops, with leaflets along both sides."""
    rib = []
    for step in range(11):
        t = step / 10
        reach = length * t * (1 - 0.12 * t)
        rib.append(
            (crown[0] + cos(aim) * reach, crown[1] + sin(aim) * reach + length * 0.34 * t**2.4)
        )
    sheet.line(rib, tone, max(1.2, length * 0.016))
    leaflets = 16 + int(length / 9)
    for i in range(2, leaflets):
        place = i / leaflets * 10
        (x, y), (nx, ny) = rib[int(place)], rib[int(place) + 1]
        share = place - int(place)
        root = (x + (nx - x) * share, y + (ny - y) * share)
        blade = length * 0.2 * sin(pi * (0.12 + 0.84 * i / leaflets))
        dx, dy = (nx - x) / length * 10, (ny - y) / length * 10
        for side in (-1, 1):
            tip = (
                root[0] + blade * (dx * 0.9 - side * dy * 0.5),
                root[1] + blade * (dy * 0.9 + side * dx * 0.5) + blade * 0.22,
            )
            sheet.line([root, tip], tone, max(1.0, length * 0.011))
