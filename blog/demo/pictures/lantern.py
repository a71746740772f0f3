"""The pierced lantern: a turned shape of brass, its openings following its roundness."""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from PIL import Image

from .geometry import Point, arc, khatem, regular
from .palette import AMBER, BRASS, CEDAR, INK, IVORY, NIGHT, SAFFRON, mix
from .sheet import Sheet

# Half-widths from the ring down to the finial, measured from the middle of the body.
PROFILE: list[Point] = [
    (10, -330),
    (16, -316),
    (26, -300),
    (64, -270),
    (104, -232),
    (122, -196),
    (150, -180),
    (150, -168),
    *((208 * cos(turn), 205 * sin(turn) - 5) for turn in (i / 24 - 0.84 for i in range(44))),
    (78, 198),
    (88, 208),
    (88, 220),
    (60, 232),
    (34, 262),
    (16, 284),
    (20, 296),
    (6, 318),
    (1, 346),
]
FLAME = mix(AMBER, IVORY, 0.8)


@dataclass(frozen=True)
class Cutout:
    """A picture and the mask of the part of it that counts."""

    picture: Image.Image
    mask: Image.Image


def _half_width(height: float) -> float:
    for (above, top), (below, foot) in pairwise(PROFILE):
        if top <= height <= foot:
            return above + (below - above) * (height - top) / (foot - top)
    return 0.0


def draw(zoom: float, centre: Point) -> Cutout:
    """The lantern hanging so that its body is centred on a point."""
    sheet, mask = Sheet(zoom, NIGHT), Sheet(zoom, 0)
    right = [(centre[0] + x, centre[1] + y) for x, y in PROFILE]
    outline = right + [(2 * centre[0] - x, y) for x, y in reversed(right)]
    mask.polygon(outline, 255)
    edge, flank = mix(CEDAR, INK, 0.72), mix(BRASS, CEDAR, 0.72)
    stops = (edge, flank, mix(BRASS, CEDAR, 0.2), BRASS, mix(BRASS, CEDAR, 0.45), flank, edge)
    sheet.gradient(outline, stops, True)
    _chain(sheet, mask, centre)
    _bands(sheet, centre)
    _openings(sheet, centre)
    return Cutout(sheet.finish(), mask.finish())


def _on_body(centre: Point, turn: float, height: float) -> Point:
    return centre[0] + _half_width(height) * sin(turn), centre[1] + height


def _pierce(sheet: Sheet, centre: Point, turn: float, height: float, shape: list[Point]) -> None:
    """Cut a flat shape, given in units around (0, 0), into the body."""
    girth = max(60.0, _half_width(height))
    hole = [_on_body(centre, turn + x / girth, height + y) for x, y in shape]
    sheet.polygon([(x - 1.6, y - 1.8) for x, y in hole], mix(CEDAR, INK, 0.6))
    sheet.polygon([(x + 1.2, y + 1.4) for x, y in hole], mix(AMBER, BRASS, 0.2))
    sheet.polygon(hole, mix(FLAME, SAFFRON, 0.5 * abs(sin(turn)) ** 2))


def _openings(sheet: Sheet, centre: Point) -> None:
    rows = ((-100.0, 13.0), (-46.0, 21.0), (16.0, 22.0), (74.0, 18.0), (122.0, 12.0))
    for row, (height, radius) in enumerate(rows):
        for i in range(-4, 5):
            turn = (i + 0.5 * (row % 2)) * pi / 8
            if abs(turn) < pi * 0.46:
                _pierce(sheet, centre, turn, height, khatem((0.0, 0.0), radius))
            between = turn + pi / 16
            if abs(between) < pi * 0.46:
                _pierce(sheet, centre, between, height, regular((0.0, 0.0), radius * 0.2, 12))
    for i in range(-6, 7):
        turn = i * pi / 14
        _pierce(sheet, centre, turn, -212.0, khatem((0.0, 0.0), 9.0))
        _pierce(sheet, centre, turn + pi / 28, -244.0, regular((0.0, 0.0), 3.4, 10))
        for height in (-142.0, 156.0):
            _pierce(sheet, centre, turn + pi / 28, height, regular((0.0, 0.0), 4.2, 4))
        _pierce(sheet, centre, turn, 240.0, regular((0.0, 0.0), 3.4, 10))


def _bands(sheet: Sheet, centre: Point) -> None:
    """Beaded rims and engraved lines around the body."""
    for height, width in ((-174.0, 12.0), (214.0, 12.0), (-306.0, 6.0)):
        rim = [_on_body(centre, pi * (i / 40 - 0.5), height) for i in range(41)]
        sheet.line(rim, mix(BRASS, INK, 0.45), width)
        sheet.line([(x, y - width * 0.25) for x, y in rim], mix(BRASS, AMBER, 0.55), width * 0.3)
        for i in range(1, 30):
            turn = pi * (i / 30 - 0.5)
            bead = width * 0.3 * max(0.3, cos(turn))
            sheet.disc(_on_body(centre, turn, height), bead, mix(AMBER, IVORY, 0.3))
    for height in (-128.0, -74.0, -16.0, 46.0, 98.0, 142.0, -268.0, -190.0):
        line = []
        for i in range(41):
            turn = pi * (i / 40 - 0.5)
            x, y = _on_body(centre, turn, height)
            line.append((x, y + 6 * cos(turn)))
        sheet.line(line, mix(CEDAR, INK, 0.3), 2.2)
        sheet.line([(x, y + 2) for x, y in line], mix(BRASS, AMBER, 0.6), 1.4)


def _chain(sheet: Sheet, mask: Sheet, centre: Point) -> None:
    """Links up to the ceiling."""
    x, y = centre[0], centre[1] - 352
    for i in range(12):
        ring = arc((x, y), 5 if i % 2 else 15, 0, 2 * pi, 30)
        link = [(px, y + (py - y) * 1.35) for px, py in ring]
        for target, tone in ((sheet, mix(BRASS, CEDAR, 0.35)), (mask, 255)):
            target.outline(link, tone, 6.5)
        sheet.outline([(px - 1, py - 1) for px, py in link], mix(BRASS, AMBER, 0.5), 2)
        y -= 31
