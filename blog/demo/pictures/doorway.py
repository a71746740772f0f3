"""Brass doors under a horseshoe arch framed by zellige."""

from math import cos, pi, sin

from PIL import Image

from . import doors, light
from .geometry import Point, arc, box, horseshoe, inset, regular
from .palette import (
    AMBER,
    BRASS,
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
    glaze,
    mix,
)
from .pattern import octagons, rosettes, stars_and_crosses
from .perspective import Camera
from .sheet import HEIGHT, WIDTH, Sheet
from .tiling import lay, panel, tile, weave
from .trees import orange_tree, pot

MIDDLE, FOOT = WIDTH / 2, 1036.0
ARCH = (MIDDLE, 500.0)
RADIUS, RIM, PINCH = 282.0, 64.0, 0.36
PORTAL = (446.0, 48.0, 1354.0, FOOT)
# The border is one cell wide, and a whole number of cells lies between its two uprights.
CELL = (PORTAL[2] - PORTAL[0]) / 11
INNER = (PORTAL[0] + CELL, PORTAL[1] + CELL, PORTAL[2] - CELL, FOOT)
DADO = 690.0
CAMERA = Camera((MIDDLE, 600.0), 900.0, 1.6)


def draw(zoom: float) -> Image.Image:
    """The wall, the portal in it, and the street in front."""
    surfaces = Sheet(zoom, IVORY), Sheet(zoom, 128)
    sheet, height = surfaces
    _wall(surfaces)
    _portal(surfaces)
    _arch(surfaces)
    _street(surfaces)
    image = light.relief(sheet.finish(), height.finish(), 0.9)
    image = light.texture(image, light.soften(light.noise(image.size, 70 * zoom, 8), 0.07))
    sheet.image.paste(image.resize(sheet.image.size, Image.Resampling.BICUBIC))
    doors.ironwork(sheet, ARCH, ARCH[1] - RADIUS + 10, FOOT)
    _depth(sheet)
    for x in (205.0, WIDTH - 205.0):
        _jar_tree(sheet, x)
    image = sheet.finish()
    glow = light.pool(image.size, (640 * zoom, 330 * zoom), 1150 * zoom, 0.22)
    return light.grain(light.vignette(light.add(image, AMBER, glow), 0.55))


def _wall(surfaces: tuple[Sheet, Sheet]) -> None:
    """Sunny plaster over a tall skirting of tiles."""
    sheet, _ = surfaces
    plaster = (mix(SAND, CLAY, 0.45), mix(SAND, CLAY, 0.25), mix(SAND, IVORY, 0.3))
    sheet.gradient(sheet.everything(), plaster)
    colours = (SAFFRON, IVORY, EMERALD, COBALT, IVORY, OXBLOOD, NIGHT)

    def paint(fresh: Sheet, raised: Sheet) -> None:
        pattern = stars_and_crosses().scaled(CELL * 2)
        for left, right in ((0.0, PORTAL[0]), (PORTAL[2], WIDTH)):
            pieces = pattern.spread((left, DADO, right, FOOT), (MIDDLE, DADO + CELL))
            lay(fresh, pieces, colours, 2.2, raised)

    for left, right in ((0.0, PORTAL[0]), (PORTAL[2], WIDTH)):
        panel(surfaces, box(left, DADO, right, FOOT), mix(SAND, NIGHT, 0.3), paint)
        for top, deep, tone in ((-34, 30, COBALT), (-48, 12, IVORY), (-58, 8, SAFFRON)):
            tile(sheet, box(left, DADO + top, right, DADO + top + deep), tone, 1.0)


def _portal(surfaces: tuple[Sheet, Sheet]) -> None:
    """A border of woven straps around spandrels of twelvefold rosettes."""
    sheet, height = surfaces
    for margin, tone in ((-22.0, mix(SAND, CEDAR, 0.4)), (-14.0, IVORY), (-5.0, COBALT)):
        sheet.polygon(inset(box(*PORTAL), margin), tone)
        height.polygon(inset(box(*PORTAL), margin), 255)
    deep = mix(COBALT, NIGHT, 0.25)
    border = (deep, SAFFRON, OXBLOOD, EMERALD, deep)
    spandrel = (SAFFRON, COBALT, mix(EMERALD, NIGHT, 0.1), AMBER, OXBLOOD)
    corner = (PORTAL[0] + CELL / 2, PORTAL[1] + CELL / 2)

    def paint_border(fresh: Sheet, raised: Sheet) -> None:
        pattern = octagons().scaled(CELL)
        weave(fresh, pattern, (PORTAL, corner), border, (IVORY, 6.0), height=raised)

    def paint_spandrel(fresh: Sheet, raised: Sheet) -> None:
        pattern = rosettes().scaled(248.0)
        over = INNER, (MIDDLE, 218.0)
        weave(fresh, pattern, over, spandrel, (IVORY, 7.0), height=raised)

    panel(surfaces, box(*PORTAL), IVORY, paint_border)
    panel(surfaces, box(*INNER), IVORY, paint_spandrel)
    for margin, tone in ((0.0, SAFFRON), (4.0, NIGHT), (9.0, IVORY)):
        left, top, right, foot = INNER
        inner = [(left + margin, foot), (left + margin, top + margin)]
        inner += [(right - margin, top + margin), (right - margin, foot)]
        sheet.line(inner, tone, 5)
        height.line(inner, 255, 6)


def _opening(margin: float) -> list[Point]:
    return horseshoe(ARCH, RADIUS + margin, FOOT, PINCH)


def _arch(surfaces: tuple[Sheet, Sheet]) -> None:
    """Voussoirs by turns ivory and oxblood on marble jambs, then the doors."""
    sheet, height = surfaces
    height.polygon(_opening(RIM + 10), 0)
    sheet.polygon(_opening(RIM + 10), IVORY)
    sheet.polygon(_opening(RIM + 4), NIGHT)
    sheet.polygon(_opening(RIM), mix(IVORY, SAND, 0.5))
    for i in range(5):
        top = ARCH[1] + RADIUS * sin(PINCH) + 30 + i * 90
        for side in (-1, 1):
            edges = sorted(MIDDLE + side * cos(PINCH) * (RADIUS + reach) for reach in (12, RIM))
            stone = mix(IVORY, SAND, 0.25 * (i % 2))
            tile(sheet, box(edges[0], top, edges[1], top + 90), stone, 2.0, height)
    count = 31
    start, end = pi - PINCH, 2 * pi + PINCH
    for i in range(count):
        a, b = (start + (end - start) * (i + k) / count for k in (0, 1))
        block = arc(ARCH, RADIUS + 12, a, b, 6) + arc(ARCH, RADIUS + RIM, b, a, 6)
        tile(sheet, block, (OXBLOOD, IVORY)[i % 2], 2.0, height)
    sheet.polygon(_opening(12), BRASS)
    sheet.polygon(_opening(6), INK)
    doors.leaves(surfaces, _opening(0), ARCH)


def _street(surfaces: tuple[Sheet, Sheet]) -> None:
    """A marble sill and paving of stars in perspective."""
    sheet, height = surfaces
    ground = [(0, FOOT), (WIDTH, FOOT), (WIDTH, HEIGHT), (0, HEIGHT)]
    sheet.polygon(ground, mix(CEDAR, NIGHT, 0.4))
    height.polygon(ground, 0)
    tones = (SAND, mix(CLAY, OXBLOOD, 0.4), mix(SAND, IVORY, 0.5), mix(SAND, CLAY, 0.5))
    for piece in octagons().scaled(0.42).spread((-4.0, 2.0, 4.0, 3.3), (0.0, 2.3)):
        tone = (*tones, mix(COBALT, NIGHT, 0.2))[piece.kind]
        outline = CAMERA.points((x, 0.0, z) for x, z in piece.outline)
        if min(y for _, y in outline) > FOOT + 16:
            shape = inset(outline, 1.3)
            sheet.polygon(shape, glaze(tone, *outline[0]))
            height.polygon(shape, 255)
    sill = [(PORTAL[0] - 22, FOOT), (PORTAL[2] + 22, FOOT), (PORTAL[2] + 50, FOOT + 34)]
    sill.append((PORTAL[0] - 50, FOOT + 34))
    height.polygon([(x, y + 20) for x, y in sill], 0)
    height.polygon(sill, 0)
    sheet.polygon([(x, y + 20) for x, y in sill], mix(SAND, CEDAR, 0.5))
    sheet.gradient(sill, (mix(SAND, IVORY, 0.4), IVORY))


def _depth(sheet: Sheet) -> None:
    """Shadows: of the arch on the doors, of the portal on the street."""
    inside = _opening(0)
    shadow = [*_opening(26), *reversed([(x + 46, y + 62) for x, y in _opening(-16)])]
    sheet.shade(shadow, INK, 0.72, 20, inside)
    sheet.shade(box(INNER[0], INNER[1], INNER[2], INNER[1] + 16), NIGHT, 0.5, 8)
    sheet.shade(box(PORTAL[2] + 22, PORTAL[1], PORTAL[2] + 48, FOOT), NIGHT, 0.5, 14)
    sheet.shade(box(-50, FOOT + 4, PORTAL[0] - 60, FOOT + 34), NIGHT, 0.5, 12)
    sheet.shade(box(PORTAL[2] + 60, FOOT + 4, WIDTH + 50, FOOT + 34), NIGHT, 0.5, 12)


def _jar_tree(sheet: Sheet, x: float) -> None:
    """A clipped orange tree in a glazed jar."""
    sheet.shade(regular((x + 40, 1130.0), 105, 30), NIGHT, 0.6, 24)
    sheet.shade(regular((x + 46, 560.0), 150, 30), NIGHT, 0.35, 30)
    orange_tree(sheet, (x, 985.0), (x, 545.0), 172.0, 22)
    pot(sheet, (x, 1140.0), 172.0, COBALT)
