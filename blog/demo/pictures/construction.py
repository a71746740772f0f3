"""The compass-and-ruler steps behind the patterns, as straight lines."""

from collections.abc import Sequence
from math import cos, pi, sin, tan

from .geometry import Point, Segment, polar


def rays(
    centre: Point, apothem: float, sides: int, slope: float, reach: int, *, phase: float = 0.0
) -> list[Segment]:
    """Hankin's construction in one regular polygon, with a side facing the angle `phase`.

    From the middle of each side two lines leave at the angle `slope` to it, and each ends on
    the `reach`-th line of symmetry it meets.
    """
    turn = tan(reach * pi / sides)
    length = apothem * turn / (cos(slope) + sin(slope) * turn)
    result = []
    for i in range(sides):
        facing = phase + 2 * pi * i / sides
        start = polar(centre, apothem, facing)
        for lean in (-1, 1):
            aim = facing + pi - lean * (pi / 2 - slope)
            result.append((start, polar(start, length, aim)))
    return result


def rosette(centre: Point, apothem: float, sides: int, slope: float, core: float) -> list[Segment]:
    """A ring of parallel-sided petals, one behind each side of a regular polygon.

    The petals' flanks are the lines of a sharp star, whose tips lie `core` of the way out;
    they stop at their second crossing and leave a blunter star in the middle.
    """
    radius = core * apothem
    flank = radius * sin(pi / sides)
    turns = pi / 2 - 3 * pi / sides
    result = []
    for i in range(sides):
        facing = 2 * pi * i / sides
        tip = polar(centre, apothem, facing)
        for side in (-1, 1):
            shoulder = polar(
                polar(centre, apothem - flank * tan(slope), facing), flank, facing + side * pi / 2
            )
            inner = polar(centre, flank / cos(turns), facing + side * (pi / 2 - turns))
            result += [(tip, shoulder), (shoulder, inner)]
    return result


def ring(points: Sequence[Point]) -> list[Segment]:
    """The sides of a polygon."""
    return list(zip(points, [*points[1:], points[0]], strict=True))
