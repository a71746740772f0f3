"""A film projector throwing its beam across a dark wall of stars."""

from collections.abc import Sequence
from math import pi

from PIL import Image, ImageChops, ImageFilter

from . import light
from .geometry import Point, arc, box, khatem, polar
from .palette import (
    AMBER,
    BRASS,
    CEDAR,
    COBALT,
    EMERALD,
    INK,
    IVORY,
    NIGHT,
    OXBLOOD,
    SAFFRON,
    SAND,
    Colour,
    chance,
    mix,
)
from .pattern import rosettes
from .sheet import HEIGHT, WIDTH, Sheet
from .tiling import weave

CELL, ORIGIN = 430.0, (1290.0, 470.0)
LENS = (560.0, 792.0)
FAR = ((WIDTH + 20, 40.0), (WIDTH + 20, 905.0))
LIT = (SAFFRON, COBALT, mix(EMERALD, COBALT, 0.1), SAND, OXBLOOD)


def draw(zoom: float) -> Image.Image:
    """The same wall twice, in darkness and in colour, joined by the shape of the beam."""
    dark_tones = tuple(mix(mix(tone, NIGHT, 0.82), INK, 0.35) for tone in LIT)
    dark = _wall(zoom, dark_tones, mix(NIGHT, COBALT, 0.24), 0.4)
    lit = _wall(zoom, LIT, IVORY, 1.0)
    beam = _beam(zoom)
    image = Image.composite(lit, dark, beam)
    haze = ImageChops.multiply(beam, _fall(image.size))
    image = light.add(image, mix(AMBER, IVORY, 0.3), haze.point(lambda v: v * 0.62))
    image = light.add(image, IVORY, _dust(zoom, beam))
    sheet = Sheet(zoom, NIGHT)
    sheet.image.paste(image.resize(sheet.image.size, Image.Resampling.BICUBIC))
    _table(sheet)
    _machine(sheet)
    image = sheet.finish()
    flare = light.pool(image.size, (LENS[0] * zoom, LENS[1] * zoom), 300 * zoom, 0.95)
    image = light.add(image, mix(AMBER, IVORY, 0.35), flare)
    return light.grain(light.vignette(image, 0.5), 0.045)


def _wall(zoom: float, tones: Sequence[Colour], strap: Colour, depth: float) -> Image.Image:
    """Straps woven between twelvefold rosettes."""
    sheet, height = Sheet(zoom, strap), Sheet(zoom, 0)
    over = (0.0, 0.0, WIDTH, HEIGHT), ORIGIN
    weave(sheet, rosettes().scaled(CELL), over, tones, (strap, 11.0), height=height)
    return light.relief(sheet.finish(), height.finish(), depth)


def _beam(zoom: float) -> Image.Image:
    """Where light falls: a cone with soft edges and brighter shafts in it."""
    sheet = Sheet(zoom, 0)
    sheet.polygon([LENS, *FAR], 190)
    for i in range(9):
        start, width = chance(i, 21.0) * 0.86, 0.03 + 0.08 * chance(i, 22.0)
        (x, top), (_, foot) = FAR
        ends = [(x, top + (foot - top) * share) for share in (start, start + width)]
        sheet.polygon([LENS, *ends], 205 + int(50 * chance(i, 23.0)))
    return sheet.finish().filter(ImageFilter.GaussianBlur(5 * zoom))


def _fall(size: tuple[int, int]) -> Image.Image:
    """Haze is brightest by the lens."""
    near = round(size[0] * LENS[0] / WIDTH)
    fade = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_270)
    fade = fade.point([round(20 + 235 * (v / 255) ** 2.2) for v in range(256)])
    mask = Image.new("L", size, 255)
    mask.paste(fade.resize((size[0] - near, size[1]), Image.Resampling.BICUBIC), (near, 0))
    return mask


def _dust(zoom: float, beam: Image.Image) -> Image.Image:
    """Motes floating in the light."""
    sheet = Sheet(zoom, 0)
    for i in range(240):
        x = LENS[0] + 60 + (WIDTH - LENS[0] - 60) * chance(i, 31.0)
        y = 60 + 860 * chance(i, 32.0)
        sheet.disc((x, y), 0.9 + 2.6 * chance(i, 33.0) ** 4, round(70 + 170 * chance(i, 34.0)))
    return ImageChops.multiply(sheet.finish(), beam)


def _table(sheet: Sheet) -> None:
    """A round brass tray on a folding stand."""
    for x, lean in ((170.0, 330.0), (470.0, -330.0)):
        leg = [(x - 16, 1000), (x + 16, 1000), (x + lean + 16, 1300), (x + lean - 16, 1300)]
        sheet.gradient(leg, (mix(CEDAR, INK, 0.3), mix(CEDAR, INK, 0.75)))
    tray = [(x, 985 + (y - 985) * 0.13) for x, y in arc((320.0, 985.0), 330, 0, 2 * pi, 90)]
    sheet.polygon([(x, y + 12) for x, y in tray], mix(BRASS, INK, 0.75))
    stops = (mix(BRASS, INK, 0.7), mix(BRASS, INK, 0.45), mix(BRASS, AMBER, 0.1))
    sheet.gradient(tray, stops, True)
    for share, tone in ((0.93, INK), (0.9, BRASS), (0.62, mix(BRASS, INK, 0.4))):
        ring = [(320 + (x - 320) * share, 985 + (y - 985) * share) for x, y in tray]
        sheet.outline(ring, mix(tone, INK, 0.4), 2.5)


def _machine(sheet: Sheet) -> None:
    """Body, lens, two reels and the film between them."""
    body, rim = mix(NIGHT, INK, 0.4), mix(AMBER, BRASS, 0.4)
    metal = mix(NIGHT, SAND, 0.24)
    sheet.shade(box(130, 965, 540, 1000), INK, 0.8, 14)
    for path in ([(78.0, 480.0), (150.0, 720.0)], [(545.0, 560.0), (470.0, 752.0)]):
        sheet.line(path, mix(INK, CEDAR, 0.5), 9)
        sheet.line(path, rim, 1.5)
    arm = [(196, 700), (236, 700), (252, 470), (214, 470)]
    sheet.polygon(arm, body)
    sheet.polygon([(396, 700), (436, 700), (452, 540), (414, 540)], body)
    _reel(sheet, (230.0, 462.0), 160.0)
    _reel(sheet, (436.0, 548.0), 112.0)
    case = [(132, 706), (150, 690), (440, 690), (458, 708), (458, 930), (132, 930)]
    sheet.gradient(case, (mix(metal, NIGHT, 0.4), body, INK))
    sheet.line([(150, 690), (440, 690), (458, 708), (458, 750)], rim, 3)
    sheet.polygon(box(118, 930, 476, 972), mix(body, INK, 0.3))
    sheet.line([(118, 931), (476, 931)], mix(rim, INK, 0.3), 2.5)
    for i in range(6):
        slot = box(160, 740 + i * 22, 246, 748 + i * 22)
        sheet.polygon(slot, mix(SAFFRON, OXBLOOD, 0.35))
    for radius, tone in ((56, metal), (49, body), (38, BRASS), (33, body)):
        sheet.polygon(khatem((350.0, 806.0), radius), mix(tone, INK, 0.2))
    barrel = [(458, 752), (500, 758), (500, 750), (556, 744)]
    barrel += [(556, 842), (500, 836), (500, 826), (458, 832)]
    sheet.gradient(barrel, (rim, metal, body, INK))
    for x in (470.0, 480.0, 490.0, 520.0, 532.0):
        sheet.line([(x, 754), (x, 832)], INK, 2.5)
    glass = [(LENS[0] - 4 + (x - LENS[0]) * 0.26, y) for x, y in arc(LENS, 49, 0, 2 * pi, 50)]
    sheet.polygon(glass, mix(AMBER, IVORY, 0.8))


def _reel(sheet: Sheet, centre: Point, radius: float) -> None:
    """A spool seen from its side, with star-shaped openings."""
    rim = mix(AMBER, BRASS, 0.4)
    sheet.disc((centre[0] + 5, centre[1] - 3), radius, mix(rim, INK, 0.15))
    sheet.disc(centre, radius, mix(NIGHT, INK, 0.3))
    sheet.disc(centre, radius * 0.93, mix(NIGHT, SAND, 0.2))
    sheet.disc(centre, radius * 0.88, mix(CEDAR, INK, 0.72))
    for i in range(5):
        groove = arc(centre, radius * (0.5 + 0.08 * i), 0, 2 * pi, 60)
        sheet.outline(groove, mix(CEDAR, INK, 0.5), 1.6)
    for i in range(8):
        spoke = polar(centre, radius * 0.9, i * pi / 4)
        sheet.line([centre, spoke], mix(NIGHT, SAND, 0.22), radius * 0.1)
    sheet.polygon(khatem(centre, radius * 0.4), mix(NIGHT, SAND, 0.22))
    sheet.polygon(khatem(centre, radius * 0.3), mix(NIGHT, INK, 0.3))
    sheet.disc(centre, radius * 0.12, mix(BRASS, INK, 0.1))
