"""The oud itself: drawn along its own axis, then turned into place."""

from collections.abc import Iterable
from math import pi, radians

from PIL import Image

from . import light
from .construction import rosette
from .geometry import Point, box, curve, moved, polar, turned
from .palette import AMBER, BRASS, CEDAR, INK, IVORY, OXBLOOD, SAND, chance, mix
from .sheet import Sheet

# The axis runs from the tail of the bowl (0, 0) towards the pegs, 1300 units to the nut.
TAIL, ANGLE, SCALE = (205.0, 925.0), radians(-29), 1.04
NECK, NUT = 905.0, 1270.0
SPRUCE = mix(SAND, AMBER, 0.35)
ROSES = ((590.0, 0.0, 100.0), (455.0, -168.0, 46.0), (455.0, 168.0, 46.0))
BEND = radians(34)


def _placed(points: Iterable[Point]) -> list[Point]:
    return turned(points, ANGLE, SCALE, TAIL)


def _mirrored(points: list[Point]) -> list[Point]:
    return points + [(x, -y) for x, y in reversed(points)]


def _body(margin: float) -> list[Point]:
    knots = [
        (22.0 - margin * 0.6, 128.0 + margin * 0.6),
        (120.0, 268.0 + margin),
        (300.0, 346.0 + margin),
        (500.0, 318.0 + margin),
        (690.0, 216.0 + margin),
        (830.0, 112.0 + margin),
        (NECK, 58.0 + margin * 0.2),
    ]
    tail = [(x, -y) for x, y in reversed(knots)]
    return curve([*tail, (-margin, 0.0), *knots], 14)


def _neck() -> list[Point]:
    return [(NECK - 20, -65.0), (NUT, -46.0), (NUT, 46.0), (NECK - 20, 65.0)]


def _pegbox() -> list[Point]:
    shape = [(0.0, -46.0), (250.0, -30.0), (286.0, -20.0)]
    shape += [(x, -y) for x, y in reversed(shape)]
    bent = turned(shape, BEND, 1.0, (NUT + 4, 0.0))
    return [(NUT, -46.0), *bent, (NUT, 46.0)]


def _pegs() -> list[list[Point]]:
    """Eleven pegs, by turns on either side of the box."""
    result = []
    for i in range(11):
        x, side = 30.0 + i * 21.5, 1 if i % 2 else -1
        profile = [(x - 5, 0.0), (x - 4, 62.0), (x - 12, 70.0), (x - 15, 100.0), (x, 110.0)]
        profile += [(2 * x - px, py) for px, py in reversed(profile[:-1])]
        result.append(turned([(px, py * side) for px, py in profile], BEND, 1.0, (NUT + 4, 0.0)))
    return result


def silhouette(zoom: float) -> Sheet:
    """A mask of the whole instrument."""
    sheet = Sheet(zoom, 0)
    for part in (_body(13.0), _neck(), _pegbox(), *_pegs()):
        sheet.polygon(_placed(part), 255)
    return sheet


def draw(zoom: float) -> Image.Image:
    """The instrument on an empty ground; everything outside its silhouette is meaningless."""
    sheet = Sheet(zoom, CEDAR)
    _soundboard(sheet)
    for rose in ROSES:
        _rose(sheet, *rose)
    _fittings(sheet)
    _head(sheet)
    _strings(sheet)
    image = sheet.finish()
    glow = light.pool(image.size, (560 * zoom, 560 * zoom), 620 * zoom, 0.35)
    image = light.add(image, IVORY, glow)
    far = light.pool(image.size, (820 * zoom, 1010 * zoom), 620 * zoom, 0.55)
    return light.dim(image, CEDAR, far)


def _soundboard(sheet: Sheet) -> None:
    """Spruce with its grain along the axis, edged with a dark and light binding."""
    sheet.polygon(_placed(_body(13.0)), mix(CEDAR, INK, 0.35))
    wood = Sheet(sheet.zoom, SPRUCE)
    for i in range(180):
        y = -360.0 + i * 4.0
        tone = mix(SPRUCE, CEDAR, 0.06 + 0.26 * chance(i, 1.0) ** 2)
        if i % 45 == 44:
            tone = mix(SPRUCE, CEDAR, 0.6)
        line = _placed([(-20.0, y), (NECK, y + 5 * chance(i, 2.0))])
        wood.line(line, tone, 1.0 + 1.4 * chance(i))
    sheet.paste(wood.image, sheet.mask(_placed(_body(0.0))))
    for margin, colour, width in ((5.0, IVORY, 6.0), (0.0, INK, 3.0), (-6.0, OXBLOOD, 4.0)):
        sheet.outline(_placed(_body(margin)), colour, width)
    sheet.outline(_placed(_body(-12.0)), INK, 2.0)


def _rose(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A sound hole behind a fretwork rosette."""
    spot = _placed([(x, y)])[0]
    reach = radius * SCALE
    for share, colour in ((1.24, INK), (1.21, IVORY), (1.14, OXBLOOD), (1.08, IVORY), (1.03, INK)):
        sheet.disc(spot, reach * share, colour)
    sides = 16 if radius > 60 else 8
    lines = rosette((0.0, 0.0), radius, sides, pi / 4, 0.62)
    for a, b in lines:
        sheet.line(_placed([(a[0] + x, a[1] + y), (b[0] + x, b[1] + y)]), BRASS, 3.4)
    for share in (0.2, 0.97):
        circle = [polar(spot, reach * share, i * pi / 60) for i in range(120)]
        sheet.outline(circle, BRASS, 4.0)


def _fittings(sheet: Sheet) -> None:
    """Plectrum guard, bridge and fingerboard."""
    guard = curve([(330.0, 0.0), (372.0, 62.0), (446.0, 74.0), (478.0, 0.0)], 12)
    sheet.polygon(_placed(_mirrored(guard)), mix(CEDAR, INK, 0.45))
    sheet.outline(_placed(_mirrored(guard)), IVORY, 2.5)
    bridge = _mirrored([(176.0, 0.0), (176.0, 108.0), (188.0, 132.0), (200.0, 108.0), (204.0, 0.0)])
    sheet.shade(_placed(moved(bridge, -4, 12)), INK, 0.6, 7)
    sheet.polygon(_placed(bridge), mix(CEDAR, INK, 0.6))
    sheet.line(_placed([(199.0, -104.0), (199.0, 104.0)]), IVORY, 4.0)
    board = [(740.0, 0.0), (800.0, 40.0), (846.0, 66.0), (NECK, 65.0), (NUT, 46.0)]
    sheet.polygon(_placed(_mirrored(board)), mix(CEDAR, INK, 0.72))
    sheet.outline(_placed(_mirrored(board)), IVORY, 2.5)
    for i in range(4):
        x = 920.0 + i * 88
        diamond = [(x - 20, 0.0), (x, -14.0), (x + 20, 0.0), (x, 14.0)]
        sheet.polygon(_placed(diamond), IVORY)
        sheet.polygon(_placed([(x - 9, 0.0), (x, -6.0), (x + 9, 0.0), (x, 6.0)]), OXBLOOD)


def _head(sheet: Sheet) -> None:
    """The bent-back pegbox."""
    for peg in _pegs():
        sheet.polygon(_placed(peg), mix(CEDAR, INK, 0.5))
        sheet.line(_placed([peg[3], peg[5]]), IVORY, 3.0)
    box_shape = _pegbox()
    sheet.polygon(_placed(box_shape), mix(CEDAR, INK, 0.25))
    hollow = [(14.0, -28.0), (240.0, -15.0), (240.0, 15.0), (14.0, 28.0)]
    sheet.polygon(_placed(turned(hollow, BEND, 1.0, (NUT, 0.0))), INK)
    sheet.outline(_placed(box_shape), mix(BRASS, CEDAR, 0.4), 3.0)
    sheet.polygon(_placed(box(NUT - 8, -47, NUT + 4, 47)), IVORY)


def _strings(sheet: Sheet) -> None:
    """Five double courses and a bass, from the bridge to the nut and on to the pegs."""
    courses = [i + shift for i in range(5) for shift in (-0.14, 0.14)] + [5.0]
    for order, course in enumerate(courses):
        low, high = -82.0 + course * 33.0, -37.0 + course * 14.8
        tone, width = (AMBER, 2.6) if course > 2.5 else (IVORY, 2.0)
        path = [(199.0, low), (NUT, high)]
        sheet.line(_placed([(x - 4, y + 7) for x, y in path]), mix(CEDAR, INK, 0.4), 1.6)
        sheet.line(_placed(path), tone, width)
        peg = turned([(30.0 + order * 20.5, 0.0)], BEND, 1.0, (NUT + 4, 0.0))[0]
        sheet.line(_placed([(NUT, high), peg]), tone, 1.6)
