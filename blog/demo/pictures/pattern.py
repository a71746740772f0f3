"""Repeating geometric patterns: drawn once as lines in a cell, then spread as tiles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, floor, hypot, pi, sqrt, tan

from .construction import rays, ring, rosette
from .geometry import Point, Segment, area, khatem, middle, moved, polar
from .network import Crossing, Network

# Cells are computed at this width and scaled afterwards, so that one tolerance suits all.
UNIT = 1000.0

# How far around a cell, as a share of it, its neighbours' lines are taken into account.
RIM = 0.8


@dataclass(frozen=True)
class Piece:
    """One tile; congruent tiles share their kind, 0 being the largest."""

    outline: tuple[Point, ...]
    kind: int


@dataclass(frozen=True)
class Pattern:
    """The pieces and strap crossings of one rectangular cell of a repeating pattern."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    crossings: tuple[Crossing, ...]

    def scaled(self, width: float) -> "Pattern":
        """The same pattern with its cell as wide as asked."""
        k = width / self.width
        pieces = tuple(
            Piece(tuple((x * k, y * k) for x, y in piece.outline), piece.kind)
            for piece in self.pieces
        )
        crossings = tuple(
            Crossing((knot.at[0] * k, knot.at[1] * k), knot.over, knot.under)
            for knot in self.crossings
        )
        return Pattern(width, self.height * k, pieces, crossings)

    def _offsets(self, bounds: Sequence[float], origin: Point) -> Iterator[Point]:
        left, top, right, bottom = bounds
        columns = range(
            floor((left - origin[0]) / self.width) - 1, floor((right - origin[0]) / self.width) + 2
        )
        rows = range(
            floor((top - origin[1]) / self.height) - 1,
            floor((bottom - origin[1]) / self.height) + 2,
        )
        for row in rows:
            for column in columns:
                yield origin[0] + column * self.width, origin[1] + row * self.height

    def spread(self, bounds: Sequence[float], origin: Point = (0.0, 0.0)) -> Iterator[Piece]:
        """The pieces that cover a rectangle, one cell being centred on `origin`."""
        for dx, dy in self._offsets(bounds, origin):
            for piece in self.pieces:
                yield Piece(tuple(moved(piece.outline, dx, dy)), piece.kind)

    def knots(self, bounds: Sequence[float], origin: Point = (0.0, 0.0)) -> Iterator[Crossing]:
        """The strap crossings over the same rectangle."""
        for dx, dy in self._offsets(bounds, origin):
            for knot in self.crossings:
                yield Crossing((knot.at[0] + dx, knot.at[1] + dy), knot.over, knot.under)


def _repeat(segments: Iterable[Segment], width: float, height: float) -> Pattern:
    """The pattern made by copying the lines of one cell (centred on 0, 0) to its neighbours."""
    cell = list(segments)
    copies = [
        ((a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy))
        for dx in (-width, 0, width)
        for dy in (-height, 0, height)
        for a, b in cell
        if any(abs(x + dx) < width * RIM and abs(y + dy) < height * RIM for x, y in (a, b))
    ]
    network = Network(copies)

    def inside(point: Point) -> bool:
        x, y = point[0] + width / 2 + 0.1, point[1] + height / 2 + 0.1
        return 0 <= x < width and 0 <= y < height

    faces = [face for face in network.faces() if inside(middle(face))]
    marks = [(len(face), round(area(face) / 50)) for face in faces]
    ranks = {mark: i for i, mark in enumerate(sorted(set(marks), key=lambda m: (-m[1], m[0])))}
    pieces = (Piece(tuple(face), ranks[mark]) for face, mark in zip(faces, marks, strict=True))
    crossings = (knot for knot in network.crossings() if inside(knot.at))
    return Pattern(width, height, tuple(pieces), tuple(crossings))


@lru_cache
def stars_and_crosses() -> Pattern:
    """Khatem stars tip to tip with crosses between them, every line extended to cut the tiles.

    All lines run in the four directions of the square grid, as in the zellige of Fez.
    """
    radius = UNIT / 2
    notch = radius * cos(pi / 4) / cos(pi / 8)
    lines = ring(khatem((0.0, 0.0), radius))
    for i in range(8):
        angle = pi / 8 + i * pi / 4
        corner = polar((0.0, 0.0), notch, angle)
        lines.append((corner, polar((0.0, 0.0), notch, angle + 3 * pi / 4)))
        for way in (angle - pi / 8, angle + pi / 8):
            upright = round(way / (pi / 4)) % 2 == 0
            reach = (2 - sqrt(2)) * radius if upright else (sqrt(2) - 1) * radius
            lines.append((corner, polar(corner, reach, way)))
    lines += ring(khatem((0.0, 0.0), radius * (1 - sqrt(0.5))))
    for x in (-radius, radius):
        for y in (-radius, radius):
            lines += ring(khatem((x, y), radius * (sqrt(2) - 1)))
    return _repeat(lines, UNIT, UNIT)


@lru_cache
def great_stars() -> Pattern:
    """Banded khatem stars tip to tip, each holding a sixteenfold rosette, with crosses between."""
    half, band = UNIT / 2, UNIT * 0.022
    outer = khatem((0.0, 0.0), half)
    inner = khatem((0.0, 0.0), half - band * sqrt(2))
    lines = ring(outer) + ring(inner) + list(zip(outer, inner, strict=True))
    notch = hypot(*inner[1])
    lines += rosette((0.0, 0.0), notch, 16, pi / 4, 0.62)
    gap = (half - band * sqrt(2) - notch) / sqrt(2)
    for i in range(8):
        tip = polar((0.0, 0.0), notch, i * pi / 4)
        lines += [(tip, polar(tip, gap, i * pi / 4 + side * pi / 4)) for side in (-1, 1)]
        for side in (-1, 1):
            corner = outer[2 * i + 1]
            way = pi / 8 + i * pi / 4 + side * pi / 8
            upright = round(way / (pi / 4)) % 2 == 0
            reach = (2 - sqrt(2)) * half if upright else (sqrt(2) - 1) * half
            lines.append((corner, polar(corner, reach, way)))
    for x in (-half, half):
        for y in (-half, half):
            lines += ring(khatem((x, y), half * (sqrt(2) - 1)))
    return _repeat(lines, UNIT, UNIT)


@lru_cache
def octagons() -> Pattern:
    """Stars {8/3} in octagons with four-pointed stars between: Hankin's lines on 4.8.8."""
    slope, half = 3 * pi / 8, UNIT / 2
    lines = rays((0.0, 0.0), half, 8, slope, 3)
    for x in (-half, half):
        for y in (-half, half):
            lines += rays((x, y), half * tan(pi / 8), 4, slope, 1, phase=pi / 4)
    return _repeat(lines, UNIT, UNIT)


@lru_cache
def rosettes() -> Pattern:
    """Twelvefold rosettes on the triangular grid: Hankin's lines on 3.12.12."""
    slope, half, height = pi / 4, UNIT / 2, UNIT * sqrt(3)
    lines: list[Segment] = []
    for x, y in ((0.0, 0.0), (half, height / 2)):
        lines += rosette((x, y), half, 12, slope, 0.6)
        for up in (-1, 1):
            triangle = (x, y + up * UNIT / sqrt(3))
            apothem = half * tan(pi / 12) / sqrt(3)
            lines += rays(triangle, apothem, 3, slope, 1, phase=-up * pi / 2)
    return _repeat(lines, UNIT, height)
