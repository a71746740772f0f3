"""A wall of zellige: great eight-pointed stars in cobalt, saffron and green."""

from PIL import Image

from . import light
from .geometry import inset, khatem, middle
from .palette import AMBER, COBALT, EMERALD, IVORY, NIGHT, OXBLOOD, SAFFRON, SAND, mix
from .pattern import Piece, great_stars
from .sheet import HEIGHT, WIDTH, Sheet
from .tiling import tile

CELL = 800.0
CENTRE = (WIDTH / 2, HEIGHT / 2)
JOINT = 2.6
GROUT = mix(SAND, NIGHT, 0.45)
CROSS_STAR, HEART, WING, PETAL, SQUARE = 0, 1, 2, 4, 6
COLOURS = (COBALT, OXBLOOD, EMERALD, IVORY, IVORY, COBALT, IVORY, SAFFRON, SAFFRON)


def draw(zoom: float) -> Image.Image:
    """The wall, lit from the upper left."""
    sheet, height = Sheet(zoom, GROUT), Sheet(zoom, 0)
    pattern = great_stars().scaled(CELL)
    for piece in pattern.spread((0.0, 0.0, WIDTH, HEIGHT), CENTRE):
        tile(sheet, piece.outline, COLOURS[piece.kind], JOINT, height)
        _inlay(sheet, height, piece)
    image = light.relief(sheet.finish(), height.finish(), 1.1)
    image = light.texture(image, light.soften(light.noise(image.size, 40 * zoom, 3), 0.10))
    image = light.texture(image, light.soften(light.noise(image.size, 300 * zoom, 4), 0.14))
    glow = light.pool(image.size, (640 * zoom, 380 * zoom), 1310 * zoom, 0.24)
    return light.grain(light.vignette(light.add(image, AMBER, glow), 0.4))


def _inlay(sheet: Sheet, height: Sheet, piece: Piece) -> None:
    """Smaller tiles let into the large ones."""
    centre = middle(piece.outline)
    if piece.kind == CROSS_STAR:
        rings = ((132.0, IVORY), (118.0, SAFFRON), (82.0, NIGHT), (70.0, IVORY), (44.0, OXBLOOD))
        for radius, colour in rings:
            tile(sheet, khatem(centre, radius), colour, JOINT, height)
    elif piece.kind == HEART:
        for radius, colour in ((58.0, IVORY), (46.0, COBALT), (26.0, IVORY)):
            tile(sheet, khatem(centre, radius), colour, JOINT, height)
    elif piece.kind == WING:
        for margin, colour in ((13.0, IVORY), (19.0, OXBLOOD)):
            tile(sheet, inset(piece.outline, margin), colour, JOINT, height)
    elif piece.kind == PETAL:
        tile(sheet, inset(piece.outline, 11.0), EMERALD, JOINT, height)
    elif piece.kind == SQUARE:
        tile(sheet, inset(piece.outline, 13.0), OXBLOOD, JOINT, height)
