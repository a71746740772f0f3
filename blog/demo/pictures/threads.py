"""Three ribbons interlaced over a paper-cut map of three shores."""

from math import cos, pi, radians, sin

from PIL import Image, ImageChops, ImageFilter

from . import light
from .geometry import Point, curve, khatem, polar, turned
from .palette import (
    AMBER,
    AZURE,
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
    mix,
)
from .pattern import stars_and_crosses
from .ribbon import Ribbon, interlace
from .sheet import HEIGHT, WIDTH, Sheet
from .tiling import tile

CENTRE = (900.0, 640.0)
SHORES = (radians(150), radians(270), radians(30))
# Half of a loop whose axis is the x axis, from its outer end to its furthest point.
BEND: tuple[Point, ...] = (
    (400.0, -90.0),
    (318.0, 75.0),
    (215.0, 186.0),
    (75.0, 198.0),
    (-40.0, 118.0),
    (-77.0, 0.0),
)
COASTS: tuple[tuple[Point, ...], ...] = (
    (
        *((-90, 560), (180, 640), (330, 700), (430, 800), (560, 880), (640, 980), (700, 1080)),
        *((760, 1290), (-90, 1290)),
    ),
    (
        *((270, -90), (400, 80), (560, 150), (700, 260), (830, 300), (930, 280), (1040, 310)),
        *((1170, 230), (1300, 180), (1420, 60), (1520, -90)),
    ),
    (
        *((1890, 420), (1640, 520), (1560, 640), (1470, 760), (1330, 850), (1250, 960)),
        *((1180, 1080), (1130, 1290), (1890, 1290)),
    ),
)
# How close to a coast (1 is deep inland, 0 is far out at sea) each layer of paper begins.
SEA: tuple[tuple[float, Colour], ...] = (
    (0.05, mix(NIGHT, COBALT, 0.75)),
    (0.13, COBALT),
    (0.22, mix(COBALT, AZURE, 0.4)),
    (0.32, mix(COBALT, AZURE, 0.8)),
    (0.42, mix(AZURE, IVORY, 0.35)),
)
COAST = 0.5
LAND: tuple[tuple[float, Colour], ...] = (
    (COAST, mix(IVORY, SAND, 0.2)),
    (0.74, mix(IVORY, SAND, 0.6)),
    (0.88, mix(SAND, CLAY, 0.15)),
    (0.96, mix(SAND, CLAY, 0.4)),
)


def draw(zoom: float) -> Image.Image:
    """The map first, then the ribbons, then a seal on every shore."""
    image = _map(zoom)
    sheet = Sheet(zoom, NIGHT)
    sheet.image.paste(image.resize(sheet.image.size, Image.Resampling.BICUBIC))
    interlace(sheet, _ribbons())
    for shore, tone in zip(SHORES, (EMERALD, COBALT, OXBLOOD), strict=True):
        _seal(sheet, polar(CENTRE, _distance(shore), shore), tone)
    image = sheet.finish()
    fibre = light.soften(light.noise(image.size, 2 * zoom, 18), 0.05)
    image = light.texture(image, fibre)
    glow = light.pool(image.size, (640 * zoom, 360 * zoom), 1300 * zoom, 0.22)
    return light.grain(light.vignette(light.add(image, AMBER, glow), 0.5))


def _map(zoom: float) -> Image.Image:
    """Layers of cut paper: the sea rising in steps to the coast, the land in steps above it."""
    image = Sheet(zoom, mix(NIGHT, COBALT, 0.5)).finish()
    coasts = _coasts()
    shelf = coasts.filter(ImageFilter.GaussianBlur(11)).point(lambda v: v * 0.6)
    wide = ImageChops.lighter(coasts.filter(ImageFilter.GaussianBlur(34)), shelf)
    pattern = _patterned(zoom)
    for layers in (SEA, LAND):
        for level, tone in layers:
            field = coasts.filter(ImageFilter.GaussianBlur(3)) if level == COAST else wide
            mask = _above(field, level, image.size)
            image = light.cast(image, mask, 7 * zoom, (5 * zoom, 8 * zoom), 0.5)
            paper = Image.new("RGB", image.size, tone)
            if layers is LAND:
                paper = Image.blend(paper, pattern, 0.16)
            image.paste(paper, (0, 0), mask)
    return image


def _above(field: Image.Image, level: float, size: tuple[int, int]) -> Image.Image:
    """A crisp mask, of the given size, of where a small field exceeds a level."""
    # In floating point the enlarged field keeps its slopes; what steps are left from its 256
    # levels are smoothed away by blurring the outline and sharpening it again.
    smooth = field.convert("F").resize(size, Image.Resampling.BICUBIC)
    rough = smooth.point(lambda v: v * 60 + (128 - level * 255 * 60)).convert("L")
    rounded = rough.filter(ImageFilter.GaussianBlur(size[0] / 300))
    return rounded.point([min(255, max(0, (v - 128) * 7 + 128)) for v in range(256)])


def _coasts() -> Image.Image:
    """A small mask of the three lands and some islands."""
    sheet = Sheet(0.25, 0)
    for number, coast in enumerate(COASTS):
        line = curve(coast, 10)
        ragged = [
            polar((x, y), 46 * chance(number, i) ** 2, 2 * pi * chance(i, number, 1.0))
            for i, (x, y) in enumerate(line)
        ]
        sheet.polygon(curve(ragged, 3), 255)
    for x, y, radius in ((330.0, 350.0, 62.0), (1490.0, 330.0, 52.0), (890.0, 1135.0, 46.0)):
        island = [polar((x, y), radius * (0.7 + 0.6 * chance(x, i)), i * pi / 6) for i in range(12)]
        sheet.polygon(curve(island, 6, True), 255)
    return sheet.finish()


def _patterned(zoom: float) -> Image.Image:
    """Star tiles, to show faintly in the paper of the land."""
    sheet = Sheet(zoom, IVORY)
    tones = (CLAY, OXBLOOD, SAND, CLAY, IVORY, OXBLOOD, SAND)
    for piece in stars_and_crosses().scaled(170.0).spread((0, 0, WIDTH, HEIGHT), CENTRE):
        tile(sheet, piece.outline, tones[piece.kind], 3.0)
    return sheet.finish()


def _distance(shore: float) -> float:
    return 455.0 if shore == SHORES[1] else 640.0


def _ribbons() -> list[Ribbon]:
    """Each ribbon leaves one shore, makes a loop about the middle and goes on to the next."""
    colours = ((SAFFRON, OXBLOOD), (OXBLOOD, AMBER), (EMERALD, IVORY))
    result = []
    for number, (cloth, thread) in enumerate(colours):
        start, end = SHORES[number], SHORES[(number + 1) % 3]
        outward = start + pi / 3
        back = [(x, -y) for x, y in reversed(BEND[:-1])]
        knots = [*_leg(_distance(start), -1), *BEND, *back, *reversed(_leg(_distance(end), 1))]
        path = curve(turned(knots, outward, 1.0, CENTRE), 22)
        result.append(Ribbon(path, 50.0, cloth, thread))
    return result


def _leg(distance: float, side: int) -> list[Point]:
    """From under the seal on a shore to the outer end of a loop."""
    shore = distance - 40
    return [
        (shore * cos(pi / 3 - 0.06), side * shore * sin(pi / 3 - 0.06)),
        (222 + distance * 0.27, side * (139 + distance * 0.222)),
    ]


def _seal(sheet: Sheet, spot: Point, tone: Colour) -> None:
    """A zellige star that holds the ribbons' ends."""
    sheet.shade(khatem((spot[0] + 8, spot[1] + 12), 100), NIGHT, 0.6, 10)
    rings = ((100, NIGHT), (97, IVORY), (84, tone), (62, SAFFRON), (54, IVORY), (40, tone))
    for radius, colour in rings:
        sheet.polygon(khatem(spot, radius), colour)
    sheet.polygon(khatem(spot, 20), IVORY)
