"""A blue-washed alley: stone steps under receding arches, and an orange tree."""

from itertools import pairwise

from PIL import Image

from . import light
from .arcade import ARCHES, CAMERA, FIRST, FRIEZE, HALF, RISE, STEP, arch, floor, frieze
from .geometry import Point, box, horseshoe, shrunk
from .palette import (
    AMBER,
    AZURE,
    CEDAR,
    CLAY,
    COBALT,
    EMERALD,
    IVORY,
    NIGHT,
    OXBLOOD,
    SAFFRON,
    SAND,
    Colour,
    chance,
    glaze,
    mix,
)
from .pattern import stars_and_crosses
from .sheet import Sheet
from .trees import bush, orange_tree, pot

TILES = (SAFFRON, COBALT, EMERALD, IVORY, IVORY, OXBLOOD, COBALT)


def draw(zoom: float) -> Image.Image:
    """From the bright end of the alley towards us."""
    sheet = Sheet(zoom, IVORY)
    sheet.gradient(sheet.everything(), (AZURE, mix(AZURE, IVORY, 0.6), AMBER, IVORY))
    _minaret(sheet)
    for side in (-1.0, 1.0):
        _wall(sheet, side)
    _door(sheet)
    _steps(sheet)
    for i, z in enumerate(ARCHES):
        arch(sheet, z, 1 - i / 3)
        if i < 3:
            _pots(sheet, z)
    frieze(sheet)
    _tree(sheet)
    image = sheet.finish()
    image = light.texture(image, light.soften(light.noise(image.size, 60 * zoom, 5), 0.05))
    image = light.texture(image, light.soften(light.noise(image.size, 4 * zoom, 6), 0.05))
    spot = CAMERA.point((0.0, 2.3, 9.6))
    glow = light.pool(image.size, (spot[0] * zoom, spot[1] * zoom), 720 * zoom, 0.7)
    return light.grain(light.vignette(light.add(image, AMBER, glow), 0.5))


def _minaret(sheet: Sheet) -> None:
    """A square tower far behind the last arch."""
    z = 16.0
    for left, right, low, high in ((0.1, 1.3, 0, 4.3), (0.4, 1.0, 4.3, 5.0)):
        corners = [(left, low, z), (left, high, z), (right, high, z), (right, low, z)]
        sheet.gradient(CAMERA.points(corners), (mix(SAND, CLAY, 0.35), mix(SAND, IVORY, 0.4)), True)
    for i in range(3):
        y = 3.4 - i * 0.7
        window = CAMERA.points([(0.6, y, z), (0.6, y + 0.35, z), (0.8, y + 0.35, z), (0.8, y, z)])
        sheet.polygon(window, mix(CLAY, NIGHT, 0.4))


def _wash(z: float, side: float) -> Colour:
    """Limewash, sunlit on the right-hand side and paler towards the light."""
    distance = min(1.0, (z - 1.2) / 9)
    shade = mix(mix(AZURE, COBALT, 0.45), mix(AZURE, IVORY, 0.5), distance)
    return mix(shade, IVORY, 0.4 if side > 0 else 0.05)


def _wall(sheet: Sheet, side: float) -> None:
    """One flank of the alley: washed plaster over a skirting of zellige."""
    x = HALF * side
    edges = [1.15 + 0.25 * i for i in range(38)]
    for z, beyond in pairwise(edges):
        strip = CAMERA.points([(x, 7, z), (x, 7, beyond), (x, -0.4, beyond), (x, -0.4, z)])
        sheet.polygon(strip, _wash(z, side))
    dado = Sheet(sheet.zoom, mix(NIGHT, COBALT, 0.5))
    for piece in stars_and_crosses().scaled(0.5).spread((1.3, 0.0, 10.4, 1.0), (0.0, 0.1)):
        places = [(x, v + _slope(u), u) for u, v in piece.outline]
        if min(u for _, _, u in places) > 1.0:
            u = places[0][2]
            tone = mix(glaze(TILES[piece.kind], *piece.outline[0], u), _wash(u, side), 0.2)
            dado.polygon(shrunk(CAMERA.points(places), 2.2), tone)
    sheet.paste(dado.image, sheet.mask(_rail(x, -0.4, 0.86)))
    for low, high, tone in ((0.84, 0.93, COBALT), (0.93, 0.96, SAFFRON)):
        sheet.polygon(_rail(x, low, high), mix(tone, _wash(4, side), 0.2))
    for low, high, tone in ((*FRIEZE, COBALT), (FRIEZE[0] - 0.04, FRIEZE[0], SAFFRON)):
        band = [(x, y, z) for y, z in ((low, 1.2), (high, 1.2), (high, 10), (low, 10))]
        sheet.polygon(CAMERA.points(band), mix(tone, _wash(4, side), 0.25))


def _rail(x: float, low: float, high: float) -> list[Point]:
    """A band along a wall that climbs with the steps."""
    edges = [1.2 + 0.1 * i for i in range(93)]
    rail = [(x, low + _slope(z), z) for z in edges]
    rail += [(x, high + _slope(z), z) for z in reversed(edges)]
    return CAMERA.points(rail)


def _slope(z: float) -> float:
    return max(0.0, z - FIRST) * RISE / STEP


def _door(sheet: Sheet) -> None:
    """A blue door with studs in the left-hand wall."""
    x = -HALF + 0.01
    for margin, tone in ((0.1, IVORY), (0.0, mix(COBALT, NIGHT, 0.35))):
        shape = horseshoe((2.74, -1.5), 0.3 + margin * 0.8, -0.05)
        sheet.polygon(CAMERA.points((x, -v, u) for u, v in shape), tone)
    for row in range(7):
        for column in range(4):
            spot = CAMERA.point((x, 0.25 + 0.2 * row, 2.56 + 0.12 * column))
            sheet.disc(spot, 3.6, SAFFRON)
    seam = CAMERA.points([(x, 0.05, 2.74), (x, 1.78, 2.74)])
    sheet.line(seam, NIGHT, 3)


def _steps(sheet: Sheet) -> None:
    """Worn treads and tiled risers, the furthest first."""
    for i in range(15, -1, -1):
        z, y = FIRST + i * STEP, (i + 1) * RISE
        share = i / 15
        stone = mix(mix(SAND, CLAY, 0.22), mix(IVORY, AMBER, 0.3), share)
        tread = [(-HALF, y, z), (-HALF, y, z + STEP), (HALF, y, z + STEP), (HALF, y, z)]
        sheet.polygon(CAMERA.points(tread), stone)
        count = 16
        for k in range(count):
            left, right = (HALF * (2 * (k + j) / count - 1) for j in (0, 1))
            face = [(left, y, z), (right, y, z), (right, y - RISE, z), (left, y - RISE, z)]
            tone = (COBALT, IVORY, EMERALD, SAFFRON)[(k + i) % 4]
            sheet.polygon(CAMERA.points(face), mix(CLAY, NIGHT, 0.4))
            sheet.polygon(shrunk(CAMERA.points(face), 2.2), mix(glaze(tone, k, i), stone, 0.25))
        lip = CAMERA.points([(-HALF, y, z), (HALF, y, z)])
        sheet.line(lip, mix(stone, IVORY, 0.5), 5.0 / z * 2.4)
    near = [(-HALF, 0, FIRST), (HALF, 0, FIRST), (HALF, 0, 1.2), (-HALF, 0, 1.2)]
    sheet.gradient(CAMERA.points(near), (mix(SAND, CLAY, 0.25), mix(SAND, OXBLOOD, 0.5)))
    for i in range(6):
        for k in range(-3, 4):
            u, v = FIRST - 0.24 * i, k * 0.5 + 0.25 * (i % 2)
            slab = [(v, 0, u), (v + 0.48, 0, u), (v + 0.48, 0, u - 0.22), (v, 0, u - 0.22)]
            tone = mix(mix(SAND, CLAY, 0.25), OXBLOOD, 0.05 * i + 0.16 * chance(i, k))
            clipped = [(min(max(a, -HALF), HALF), b, max(c, 0.9)) for a, b, c in slab]
            sheet.polygon(CAMERA.points(clipped), tone)


def _pots(sheet: Sheet, z: float) -> None:
    """Plants along the wall just in front of an arch."""
    for i, x in enumerate((-0.8, 0.78)):
        place = z - 0.45
        foot = CAMERA.point((x, floor(place), place))
        size = 230 / place
        pot(sheet, foot, size, (CLAY, COBALT)[i])
        bush(sheet, (foot[0], foot[1] - size * 1.35), size * 0.75)


def _tree(sheet: Sheet) -> None:
    """The orange tree in its great jar, on the right."""
    foot = (1395.0, 1120.0)
    sheet.shade(box(300, 1085, 480, 1130), NIGHT, 0.55, 20)
    pot(sheet, (385.0, 1112.0), 150.0, mix(COBALT, NIGHT, 0.1))
    bush(sheet, (385.0, 900.0), 108.0)
    sheet.shade(box(1270, 1090, 1540, 1150), NIGHT, 0.55, 22)
    orange_tree(sheet, (1395.0, 960.0), (1420.0, 520.0), 265.0, 34)
    pot(sheet, foot, 190.0, mix(CLAY, CEDAR, 0.1))
