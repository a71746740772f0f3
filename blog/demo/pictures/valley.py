"""A kasbah on its terraces above a palm grove, at dusk, with the Atlas behind."""

from itertools import pairwise
from math import pi

from PIL import Image, ImageChops

from . import light
from .geometry import Point, arc, box, curve, regular
from .kasbah import village
from .palette import AMBER, CLAY, COBALT, EMERALD, IVORY, NIGHT, OXBLOOD, SAFFRON, chance, mix
from .palms import palm
from .sheet import HEIGHT, WIDTH, Sheet

VIOLET = mix(NIGHT, OXBLOOD, 0.45)
ROSE = mix(CLAY, OXBLOOD, 0.35)
SKY = (
    mix(NIGHT, COBALT, 0.1),
    mix(NIGHT, COBALT, 0.45),
    mix(VIOLET, COBALT, 0.35),
    ROSE,
    mix(SAFFRON, CLAY, 0.35),
    AMBER,
)
HORIZON = 640.0
SUN = (520.0, HORIZON)


def draw(zoom: float) -> Image.Image:
    """Sky, ranges, village, river and grove, from the back to the front."""
    sheet = Sheet(zoom, NIGHT)
    sheet.gradient([(0, 0), (WIDTH, 0), (WIDTH, 500), (0, 500)], SKY)
    _stars(sheet)
    _ranges(sheet)
    for x, y in village(sheet):
        sheet.shade(regular((x, y), 26, 12), SAFFRON, 0.36, 9)
    _grove_floor(sheet)
    _palms(sheet)
    image = sheet.finish()
    glow = light.pool(image.size, (SUN[0] * zoom, SUN[1] * zoom), 900 * zoom, 0.34)
    image = light.add(image, mix(SAFFRON, CLAY, 0.3), glow)
    return light.grain(light.vignette(image, 0.4))


def _stars(sheet: Sheet) -> None:
    for i in range(110):
        x, y = chance(i, 1.0) * WIDTH, chance(i, 2.0) ** 1.6 * 340
        tone = mix(SKY[1], IVORY, 0.3 + 0.7 * chance(i, 3.0))
        sheet.disc((x, y), 0.7 + 1.3 * chance(i, 4.0) ** 3, tone)
    centre = (1420.0, 150.0)
    outer = arc(centre, 44, -pi * 0.35, pi * 0.75)
    inner = arc((centre[0] - 17, centre[1] - 12), 43, pi * 0.68, -pi * 0.28)
    sheet.polygon(outer + inner, mix(IVORY, AMBER, 0.25))


def _ridge(seed: float, level: float, height: float, depth: int = 8) -> list[Point]:
    """A mountain skyline, broken again and again at its midpoints."""
    line = [level + (chance(seed, i) - 0.5) * height for i in range(5)]
    for step in range(depth):
        height *= 0.52
        finer = []
        for i, (a, b) in enumerate(pairwise(line)):
            finer += [a, (a + b) / 2 + (chance(seed, step, i) - 0.5) * height]
        line = [*finer, line[-1]]
    last = len(line) - 1
    return [(WIDTH * i / last, y) for i, y in enumerate(line)]


def _ranges(sheet: Sheet) -> None:
    """Each nearer range is darker and colder, with haze pooled at its foot."""
    haze = mix(SAFFRON, CLAY, 0.5)
    dark = mix(NIGHT, COBALT, 0.25)
    for i in range(5):
        nearness = i / 4
        skyline = _ridge(11.0 + i, 400 + 66 * i, 210 - 22 * i)
        crest = mix(mix(ROSE, VIOLET, 0.55), dark, nearness)
        foot = mix(haze, mix(VIOLET, ROSE, 0.3), nearness)
        sheet.gradient([*skyline, (WIDTH, 900), (0, 900)], (crest, mix(crest, foot, 0.6), foot))


def _grove_floor(sheet: Sheet) -> None:
    """The valley floor with a river bending towards us under the last light."""
    skyline = curve([(0, 838), (300, 862), (700, 892), (1100, 900), (1500, 878), (1800, 850)])
    ground = [*skyline, (WIDTH, HEIGHT), (0, HEIGHT)]
    sheet.gradient(ground, (mix(EMERALD, CLAY, 0.3), mix(EMERALD, NIGHT, 0.7), NIGHT))
    left = curve([(392, 880), (560, 925), (470, 985), (250, 1060), (330, 1210)])
    right = curve([(640, 1210), (470, 1060), (640, 990), (660, 925), (420, 878)])
    tones = (mix(SAFFRON, AMBER, 0.5), mix(CLAY, SAFFRON, 0.4), mix(VIOLET, COBALT, 0.4))
    sheet.gradient(left + right, tones)
    glints = Sheet(sheet.zoom, 0)
    for i in range(70):
        x, y = 240 + 420 * chance(i, 6.0), 890 + 320 * chance(i, 5.0)
        glints.line([(x, y), (x + 16 + 46 * chance(i, 7.0), y)], 150, 1.5)
    sheet.paste(mix(AMBER, IVORY, 0.4), ImageChops.multiply(glints.image, sheet.mask(left + right)))


def _palms(sheet: Sheet) -> None:
    """Rows of date palms, larger and darker towards us; the river stays clear."""
    far, near = mix(EMERALD, NIGHT, 0.25), mix(NIGHT, EMERALD, 0.32)
    for row in range(4):
        nearness = row / 3
        size = 48 + 62 * nearness
        count = 27 - 5 * row
        for i in range(count):
            x = WIDTH * (i + 0.15 + 0.7 * chance(row, i)) / count
            y = 930 + 88 * row + 40 * chance(row, i, 1.0)
            if 190 < x < 700 and row > 0:
                continue
            palm(sheet, (x, y), size * (0.85 + 0.4 * chance(row, i, 2.0)), mix(far, near, nearness))
        mist = box(-100, 905 + 88 * row, WIDTH + 100, 1000 + 88 * row)
        sheet.shade(mist, mix(EMERALD, SAFFRON, 0.3), 0.22 * (1 - nearness), 34)
    for x, y, size in ((60.0, 1240.0, 250.0), (1690.0, 1330.0, 230.0), (1440.0, 1350.0, 180.0)):
        palm(sheet, (x, y), size, mix(NIGHT, EMERALD, 0.08))
