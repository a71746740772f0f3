"""A harbour at sunset: a mosaic sky, a sea of scale tiles, boats coming home."""

from math import pi

from PIL import Image

from . import light
from .boats import dinghy, felucca
from .geometry import Point, arc, box, regular
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
from .perspective import Camera
from .sheet import HEIGHT, WIDTH, Sheet
from .tiling import tile

HORIZON = 610.0
SUN = (1130.0, 470.0)
SUN_RADIUS = 112.0
CAMERA = Camera((SUN[0], HORIZON - 4), 900.0, 2.6)
DETAIL = 48.0
DUSK = (
    AMBER,
    SAFFRON,
    mix(SAFFRON, CLAY, 0.6),
    mix(CLAY, OXBLOOD, 0.35),
    mix(OXBLOOD, COBALT, 0.4),
    mix(COBALT, NIGHT, 0.35),
    NIGHT,
)


def draw(zoom: float) -> Image.Image:
    """Sky, sea, rampart and boats."""
    sheet, height = Sheet(zoom, mix(NIGHT, OXBLOOD, 0.3)), Sheet(zoom, 0)
    _sky(sheet, height)
    _sea(sheet, height)
    ground = light.relief(sheet.finish(), height.finish(), 0.7)
    sheet.image.paste(ground.resize(sheet.image.size, Image.Resampling.BICUBIC))
    _rampart(sheet)
    felucca(sheet, (1480.0, 742.0), 0.62, (IVORY, SAND), OXBLOOD)
    felucca(sheet, (760.0, 860.0), 1.0, (IVORY, SAND), COBALT)
    for x, y, size, hull in (
        (1130.0, 985.0, 0.85, COBALT),
        (1560.0, 1085.0, 1.06, EMERALD),
        (330.0, 1065.0, 1.02, OXBLOOD),
    ):
        dinghy(sheet, (x, y), size, hull)
    image = sheet.finish()
    glow = light.pool(image.size, (SUN[0] * zoom, SUN[1] * zoom), 760 * zoom, 0.55)
    return light.grain(light.vignette(light.add(image, SAFFRON, glow), 0.45))


def _along(stops: tuple[Colour, ...], share: float) -> Colour:
    place = min(max(share, 0.0), 0.9999) * (len(stops) - 1)
    return mix(stops[int(place)], stops[int(place) + 1], place % 1)


def _sky(sheet: Sheet, height: Sheet) -> None:
    """Rings of glazed bricks around the sun, more of them in every further ring."""
    radius, thick = SUN_RADIUS, 30.0
    while radius < 1250:
        count = 16 * max(2, round(radius * 2 * pi / (thick * 3.2) / 16))
        shift = pi / count * (round(radius) % 2)
        tone = _along(DUSK, (radius - SUN_RADIUS) / 1050)
        for i in range(count):
            start, end = (2 * pi * (i + k) / count + shift for k in (0, 1))
            brick = arc(SUN, radius, start, end, 5) + arc(SUN, radius + thick, end, start, 5)
            if min(y for _, y in brick) < HORIZON and _on_sheet(brick):
                tile(sheet, brick, tone, 2.6, height)
        radius += thick
        thick *= 1.035
    sheet.disc(SUN, SUN_RADIUS, mix(AMBER, IVORY, 0.25))
    for i in range(16):
        aim = pi * i / 8
        ray = arc(SUN, 48, aim - pi / 16, aim + pi / 16, 3)
        tile(sheet, [*ray, *arc(SUN, 106, aim + pi / 16, aim - pi / 16, 5)], AMBER, 2.0, height)
    tile(sheet, regular(SUN, 46, 48), mix(AMBER, IVORY, 0.6), 1.0, height)


def _on_sheet(shape: list[Point]) -> bool:
    return any(-60 < x < WIDTH + 60 and -60 < y < HEIGHT + 60 for x, y in shape)


def _sea(sheet: Sheet, height: Sheet) -> None:
    """Scales laid on the water in rows, the nearer ones overlapping the further."""
    foot = [(0, HORIZON), (WIDTH, HORIZON), (WIDTH, HEIGHT), (0, HEIGHT)]
    sheet.gradient(foot, (mix(CLAY, SAFFRON, 0.4), mix(COBALT, NIGHT, 0.3), NIGHT))
    height.polygon(foot, 150)
    sheet.polygon(box(0, HORIZON - 3, WIDTH, HORIZON + 2), mix(NIGHT, OXBLOOD, 0.4))
    # Far away the scales are coarser, or they would be finer than a pixel.
    for radius, furthest, nearest in ((0.9, 150.0, DETAIL), (0.3, DETAIL, 3.2)):
        row, depth = 0, furthest
        while depth > nearest:
            reach = int(depth * 1.35 / (2 * radius)) + 2
            for i in range(-reach, reach + 1):
                _scale(sheet, height, ((2 * i + row % 2) * radius, depth), radius)
            row += 1
            depth -= radius


def _scale(sheet: Sheet, height: Sheet, centre: Point, radius: float) -> None:
    """One scale: rings around the middle of its lower edge."""
    x, depth = centre
    spot = CAMERA.point((x, 0.0, depth))
    if not -120 < spot[0] < WIDTH + 120:
        return
    far = min(1.0, (depth - 3.2) / 30)
    path = max(0.0, 1 - abs(x) / (0.7 + depth * 0.07)) * (0.55 + 0.45 * chance(x, depth))
    sea = mix(mix(NIGHT, COBALT, 0.55), mix(COBALT, EMERALD, 0.5), chance(depth, x))
    tones = (
        mix(mix(AZURE, IVORY, 0.3), SAND, far),
        sea,
        mix(sea, AZURE, 0.45),
        mix(sea, NIGHT, 0.35),
    )
    fire = (IVORY, SAFFRON, AMBER, mix(SAFFRON, CLAY, 0.5))
    for ring, (cool, warm) in enumerate(zip(tones, fire, strict=True)):
        if ring > 1 and depth > DETAIL:
            break
        share = (1.0, 0.93, 0.66, 0.38)[ring]
        tone = mix(mix(cool, warm, path), mix(CLAY, SAFFRON, 0.3), far * 0.55)
        outline = CAMERA.points(
            (px, 0.0, pz)
            for px, pz in arc((x, depth), radius * share, 0, 2 * pi, 10 + int(26 * (1 - far)))
        )
        sheet.polygon(outline, tone)
        raised = 105 * max(0.0, 1 - far / 0.6)
        height.polygon(outline, round(150 + (raised if ring % 2 else -raised)))


def _rampart(sheet: Sheet) -> None:
    """The sea wall, with its watchtower, on the left."""
    lit, dark = mix(SAND, CLAY, 0.4), mix(mix(CLAY, OXBLOOD, 0.5), NIGHT, 0.45)
    tower = [(150, 300), (330, 312), (338, 560), (150, 580)]
    sheet.gradient(tower, (mix(lit, dark, 0.3), lit), True)
    sheet.gradient([(92, 316), (150, 300), (150, 580), (92, 560)], (dark, mix(dark, NIGHT, 0.3)))
    for i in range(4):
        x, y = 150 + i * 49.0, 276 + i * 3.0
        sheet.polygon(box(x, y, x + 30, y + 30), mix(mix(lit, dark, 0.3), lit, i / 3))
    gate = arc((246, 390), 24, pi, 2 * pi, 20)
    sheet.polygon([(222, 440), *gate, (270, 440)], NIGHT)
    wall = [(0, 470), (430, 520), (470, 690), (0, 735)]
    sheet.gradient(wall, (mix(lit, dark, 0.5), lit), True)
    for i in range(7):
        x, y = 8 + i * 62.0, 446 + i * 7.2
        sheet.polygon(box(x, y, x + 36, y + 34), mix(mix(lit, dark, 0.5), lit, i / 6))
    for course in range(26):
        for block in range(12):
            x, y = block * 40.0 + 20 * (course % 2), 486 + course * 10.0
            limit = 735 - (735 - 690) * x / 470
            if y + 8 < limit and x + 34 < 440 and y > 478 + x * 0.12 and chance(x, y) > 0.45:
                sheet.polygon(box(x, y, x + 34, y + 7), mix(lit, dark, 0.3 + 0.4 * chance(y, x)))
    shadow = [(0, 735), (470, 690), (560, 735), (0, 850)]
    sheet.shade(shadow, NIGHT, 0.7, 16)
