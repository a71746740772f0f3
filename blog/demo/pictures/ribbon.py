"""Satin ribbons that pass over and under each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, pi, sin

from .geometry import Point, moved, strip
from .palette import IVORY, NIGHT, Colour, mix
from .sheet import Sheet

# How many steps of a path lie between two stitches.
STITCH = 8


@dataclass(frozen=True)
class Ribbon:
    """A band of cloth along a path, with its two edges."""

    path: list[Point]
    width: float
    cloth: Colour
    thread: Colour

    def between(self, first: int, last: int, share: float = 1.0) -> list[Point]:
        """The outline of a stretch of the band, `share` of its full width."""
        left, right = strip(self.path, self.width * share)
        return left[first : last + 1] + right[first : last + 1][::-1]

    def draw(self, sheet: Sheet, first: int, last: int) -> None:
        """The cloth from one step of the path to another; its sheen follows its direction."""
        hem = mix(self.cloth, NIGHT, 0.42)
        sheet.polygon(self.between(first, last), hem)
        left, right = strip(self.path, self.width * 0.93)
        for i in range(first, last):
            (x, y), (next_x, next_y) = self.path[i], self.path[i + 1]
            facing = atan2(next_y - y, next_x - x)
            sheen = sin(facing - pi * 0.15) ** 2
            tone = mix(mix(self.cloth, NIGHT, 0.2), mix(self.cloth, IVORY, 0.2), sheen)
            sheet.polygon([left[i], left[i + 1], right[i + 1], right[i]], tone)
        for share in (0.72, 0.6):
            for edge in strip(self.path, self.width * share):
                sheet.line(edge[first : last + 1], mix(self.thread, self.cloth, 0.15), 2.2)
        for i in range(first + 2, last - 1):
            if i % STITCH == STITCH // 2:
                self._stitch(sheet, i)

    def _stitch(self, sheet: Sheet, i: int) -> None:
        """A small embroidered lozenge on the middle line."""
        left, right = strip(self.path[i - 2 : i + 3], self.width * 0.34)
        sheet.polygon([self.path[i - 2], left[2], self.path[i + 2], right[2]], self.thread)


def interlace(sheet: Sheet, ribbons: Sequence[Ribbon]) -> None:
    """Lay ribbons on a sheet so that each goes over and under by turns."""
    for ribbon in ribbons:
        shadow = moved(ribbon.between(0, len(ribbon.path) - 1), 9, 13)
        sheet.shade(shadow, NIGHT, 0.6, 9)
    for ribbon in ribbons:
        ribbon.draw(sheet, 0, len(ribbon.path) - 1)
    for index, step in _bridges(ribbons):
        ribbon = ribbons[index]
        reach = round(ribbon.width * 1.25 / _pace(ribbon, step))
        sheet.shade(ribbon.between(step - reach // 2, step + reach // 2, 1.1), NIGHT, 0.62, 8)
        # Cut between two stitches, so that none is left half covered.
        first, last = (step - reach) // STITCH * STITCH, -(-(step + reach) // STITCH) * STITCH
        ribbon.draw(sheet, max(0, first), min(len(ribbon.path) - 1, last))


def _pace(ribbon: Ribbon, step: int) -> float:
    (x, y), (next_x, next_y) = ribbon.path[step], ribbon.path[step + 1]
    return float(((next_x - x) ** 2 + (next_y - y) ** 2) ** 0.5)


def _bridges(ribbons: Sequence[Ribbon]) -> list[tuple[int, int]]:
    """The ribbon on top, and the step it has reached, at every crossing."""
    met: list[list[tuple[int, int]]] = [[] for _ in ribbons]
    crossings: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for a, first in enumerate(ribbons):
        for b in range(a, len(ribbons)):
            for i, j in _meetings(first.path, ribbons[b].path, a == b):
                met[a].append((i, len(crossings)))
                met[b].append((j, len(crossings)))
                crossings.append(((a, i), (b, j)))
    result = []
    for number, ((a, i), (b, j)) in enumerate(crossings):
        order = sorted(met[a]).index((i, number))
        result.append((a, i) if order % 2 == 0 else (b, j))
    return result


def _meetings(first: Sequence[Point], second: Sequence[Point], same: bool) -> list[tuple[int, int]]:
    """The steps at which two paths (or one path and itself) cross."""
    result = []
    for i in range(len(first) - 1):
        for j in range(i + 2 if same else 0, len(second) - 1):
            if _cross(first[i], first[i + 1], second[j], second[j + 1]):
                result.append((i, j))
    return result


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
