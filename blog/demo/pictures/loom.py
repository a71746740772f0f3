"""A carpet of diamonds and stripes growing on an upright loom."""

from math import pi

from PIL import Image, ImageDraw

from . import carpet, light
from .geometry import Point, arc, box, curve, regular, turned
from .palette import (
    AMBER,
    CEDAR,
    CLAY,
    COBALT,
    EMERALD,
    INK,
    IVORY,
    NIGHT,
    OXBLOOD,
    SAFFRON,
    SAND,
    chance,
    mix,
)
from .sheet import HEIGHT, WIDTH, Sheet

KNOT = 7.5
LEFT, EDGE = 150.0, 352.5
RIGHT = LEFT + carpet.COLUMNS * KNOT
BEAM = (34.0, 132.0)


def draw(zoom: float) -> Image.Image:
    """The carpet below, bare warp above it, and the timber around."""
    sheet = Sheet(zoom, NIGHT)
    room = (mix(INK, CEDAR, 0.45), mix(INK, OXBLOOD, 0.25), mix(INK, NIGHT, 0.4))
    sheet.gradient(sheet.everything(), room, True)
    sheet.shade(box(LEFT + 30, EDGE - 60, RIGHT + 60, HEIGHT + 90), INK, 0.85, 30)
    _carpet(sheet)
    _warp(sheet)
    _rods(sheet)
    for x in (44.0, RIGHT + 16):
        _timber(sheet, box(x, -20, x + 90, HEIGHT + 20))
    _timber(sheet, box(-20, BEAM[0], WIDTH + 20, BEAM[1]), True)
    _wrapping(sheet)
    _tools(sheet)
    image = sheet.finish()
    glow = light.pool(image.size, (560 * zoom, 420 * zoom), 1250 * zoom, 0.3)
    return light.grain(light.vignette(light.add(image, AMBER, glow), 0.5))


def _carpet(sheet: Sheet) -> None:
    """The knots, enlarged, with the lie of the yarn modelled into them."""
    knots = carpet.design()
    step = max(2, round(KNOT * sheet.scale))
    cloth = knots.resize((knots.width * step, knots.height * step), Image.Resampling.NEAREST)
    cloth = light.texture(cloth, _yarn(step, knots.width, knots.height))
    size = round((RIGHT - LEFT) * sheet.scale), round(knots.height * KNOT * sheet.scale)
    cloth = cloth.resize(size, Image.Resampling.BICUBIC)
    folds = light.soften(light.streaks(size, (size[0] / 9, size[1] / 2), 12), 0.1)
    cloth = light.texture(cloth, folds)
    sheet.image.paste(cloth, (round(LEFT * sheet.scale), round(EDGE * sheet.scale)))
    for x in (LEFT, RIGHT):
        for row in range(knots.height // 2 + 1):
            y = EDGE + (2 * row + 1) * KNOT
            tone = (OXBLOOD, IVORY)[row % 2]
            sheet.disc((x, y), KNOT * 0.95, mix(tone, INK, 0.3))
            sheet.disc((x - 1, y - 1.5), KNOT * 0.66, tone)


def _yarn(step: int, columns: int, rows: int) -> Image.Image:
    """Light and dark for every knot: a slanting strand, leaning the other way in the next row."""
    fine = 4
    tile = Image.new("L", (step * fine, 2 * step * fine), 52)
    pen = ImageDraw.Draw(tile)
    for row in (0, 1):
        top, span = row * step * fine, step * fine
        lean = span * (0.16 if row else -0.16)
        for share in range(10):
            width = span * (0.5 - 0.044 * share)
            middle = span * 0.47
            for shift in (-span, 0, span):
                strand = [
                    (middle - width + lean + shift, top + span * 0.04 * (1 + share / 3)),
                    (middle + width + lean + shift, top + span * 0.04 * (1 + share / 3)),
                    (middle + width - lean + shift, top + span * (0.97 - share * 0.03)),
                    (middle - width - lean + shift, top + span * (0.97 - share * 0.03)),
                ]
                pen.polygon(strand, 78 + share * 9)
    tile = tile.resize((step, 2 * step), Image.Resampling.LANCZOS)
    line = Image.new("L", (step * columns, 2 * step))
    for column in range(columns):
        line.paste(tile, (column * step, 0))
    whole = Image.new("L", (step * columns, step * rows))
    for row in range(0, rows, 2):
        whole.paste(line, (0, row * step))
    return whole


def _warp(sheet: Sheet) -> None:
    """Bare threads between the beam and the last woven row, every other one pulled forward."""
    for i in range(carpet.COLUMNS):
        x = LEFT + (i + 0.5) * KNOT
        front = i % 2
        tone = mix(mix(SAND, IVORY, 0.6), CEDAR, (0.05 if front else 0.5) + 0.14 * chance(i))
        lean = 2.0 * (chance(i, 1.0) - 0.5)
        sheet.line([(x, BEAM[1] - 4), (x + lean, EDGE + 3)], mix(INK, CEDAR, 0.3), 4.2)
        sheet.line([(x, BEAM[1] - 4), (x + lean, EDGE + 3)], tone, 2.6)
    sheet.shade(box(LEFT, BEAM[1], RIGHT, BEAM[1] + 34), INK, 0.75, 15)


def _rods(sheet: Sheet) -> None:
    """The heddle rod, with a loop around every other thread."""
    sheet.shade(box(LEFT - 40, 236, RIGHT + 40, 252), INK, 0.6, 7)
    stops = (mix(CEDAR, SAND, 0.5), CEDAR, mix(CEDAR, INK, 0.6))
    sheet.gradient(box(LEFT - 60, 216, RIGHT + 60, 233), stops)
    for i in range(0, carpet.COLUMNS, 2):
        x = LEFT + (i + 0.5) * KNOT
        loop = [(x - 3, 212.0), (x + 3, 236.0), (x + 4, 262.0)]
        sheet.line(loop, mix(OXBLOOD, CLAY, 0.3 + 0.3 * chance(i)), 2.4)


def _timber(sheet: Sheet, outline: list[Point], sideways: bool = False) -> None:
    """A squared beam with its grain."""
    shadow = [(x + 16, y + 16) for x, y in outline]
    sheet.shade(shadow, INK, 0.6, 14)
    stops = (mix(CEDAR, SAND, 0.42), CEDAR, mix(CEDAR, INK, 0.25), mix(CEDAR, INK, 0.62))
    sheet.gradient(outline, stops, not sideways)
    (left, top), (right, foot) = outline[0], outline[2]
    for i in range(34):
        share, tone = chance(i, left), mix(CEDAR, INK, 0.2 + 0.5 * chance(i, top))
        wave = [8 * (chance(i, k, left) - 0.5) for k in range(7)]
        if sideways:
            y = top + 6 + share * (foot - top - 12)
            line = [(left + (right - left) * k / 6, y + w) for k, w in enumerate(wave)]
        else:
            x = left + 6 + share * (right - left - 12)
            line = [(x + w, top + (foot - top) * k / 6) for k, w in enumerate(wave)]
        sheet.line(curve(line, 8), tone, 1.3)


def _wrapping(sheet: Sheet) -> None:
    """The warp wound over the beam, bound by a coloured cord."""
    for i in range(carpet.COLUMNS):
        x = LEFT + (i + 0.5) * KNOT
        tone = mix(mix(SAND, IVORY, 0.55), CEDAR, 0.35 * chance(i, 8.0))
        wrap = box(x - 2.9, BEAM[0] + 10, x + 2.9, BEAM[1] + 1)
        sheet.gradient(wrap, (mix(tone, IVORY, 0.4), tone, mix(tone, CEDAR, 0.7)))
    for i in range(int((RIGHT - LEFT) / 22)):
        x = LEFT + i * 22.0
        cord = [(x, 92.0), (x + 14, 76.0), (x + 22, 76.0), (x + 8, 92.0)]
        sheet.polygon(cord, (COBALT, SAFFRON)[i % 2])


def _tools(sheet: Sheet) -> None:
    """The row being woven, its yarn and a beating comb."""
    reach = RIGHT - 420
    sheet.line([(LEFT, EDGE - 4), (reach, EDGE - 4)], mix(SAFFRON, INK, 0.35), 9)
    sheet.line([(LEFT, EDGE - 5.5), (reach, EDGE - 5.5)], SAFFRON, 5.5)
    knots = [(0, -5), (46, -26), (84, 50), (72, 110), (96, 172)]
    tail = curve([(reach + x, EDGE + y) for x, y in knots], 16)
    sheet.line([(x + 7, y + 9) for x, y in tail], mix(INK, OXBLOOD, 0.2), 5)
    sheet.line(tail, mix(SAFFRON, AMBER, 0.2), 5.5)
    _ball(sheet, (reach + 104, EDGE + 206), 46.0)
    _comb(sheet, (430.0, EDGE - 22))


def _ball(sheet: Sheet, spot: Point, radius: float) -> None:
    """A ball of saffron yarn caught in the warp."""
    x, y = spot
    sheet.shade(regular((x + 14, y + 18), radius, 30), INK, 0.7, 12)
    sheet.disc(spot, radius, mix(SAFFRON, CEDAR, 0.4))
    for i in range(30):
        girth = 0.12 + 0.86 * chance(i, 3.0)
        tilt = (0.5, 2.2, 1.3)[i // 10] + 0.3 * chance(i)
        half = arc((0.0, 0.0), radius * 0.97, -pi / 2, pi / 2, 20)
        strand = turned([(px * girth, py) for px, py in half], tilt + pi * (i % 2), 1.0, spot)
        sheet.line(strand, mix(SAFFRON, (AMBER, CEDAR)[i % 2], 0.4 * chance(i, 1.0)), 3.0)
    shade = regular((x + 20, y + 22), radius * 0.6, 24)
    sheet.shade(shade, CEDAR, 0.5, 12, regular(spot, radius, 40))


def _comb(sheet: Sheet, spot: Point) -> None:
    """An iron-toothed wooden beater resting on the last row."""
    x, y = spot
    sheet.shade(box(x - 64, y - 120, x + 84, y + 40), INK, 0.5, 14)
    for i in range(11):
        tooth = x - 60 + i * 12
        sheet.polygon(box(tooth - 2.6, y - 20, tooth + 2.6, y + 26), mix(SAND, NIGHT, 0.25))
    profile = [(72, -20), (60, -62), (20, -78), (16, -168)]
    head = [(x + dx, y + dy) for dx, dy in profile]
    head += [(x - dx, y + dy) for dx, dy in reversed(profile)]
    sheet.gradient(head, (mix(CEDAR, SAND, 0.6), mix(CEDAR, SAND, 0.3), mix(CEDAR, INK, 0.3)), True)
    for i in range(5):
        lozenge = regular((x - 44 + 22 * i, y - 40.0), 9.0, 4)
        sheet.polygon(lozenge, (OXBLOOD, EMERALD)[i % 2])
