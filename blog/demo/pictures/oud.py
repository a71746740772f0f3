"""An oud lying over a wall-to-wall star pattern."""

from PIL import Image

from . import light, lute
from .palette import AMBER, BRASS, COBALT, EMERALD, INK, NIGHT, OXBLOOD, mix
from .pattern import rosettes
from .sheet import HEIGHT, WIDTH, Sheet
from .tiling import weave

CELL = 470.0
ORIGIN = (1130.0, 330.0)
STRAP = mix(BRASS, INK, 0.25)
COLOURS = (
    mix(OXBLOOD, NIGHT, 0.15),
    mix(NIGHT, COBALT, 0.12),
    mix(COBALT, NIGHT, 0.45),
    mix(BRASS, NIGHT, 0.3),
    mix(EMERALD, NIGHT, 0.4),
)


def draw(zoom: float) -> Image.Image:
    """The instrument seen from above, light falling from the upper left."""
    ground, height = Sheet(zoom, STRAP), Sheet(zoom, 0)
    over = (0.0, 0.0, WIDTH, HEIGHT), ORIGIN
    weave(ground, rosettes().scaled(CELL), over, COLOURS, (STRAP, 10.0), height=height)
    floor = light.relief(ground.finish(), height.finish(), 0.9)
    floor = light.texture(floor, light.soften(light.noise(floor.size, 240 * zoom, 4), 0.1))
    glow = light.pool(floor.size, (560 * zoom, 300 * zoom), 1310 * zoom, 0.3)
    floor = light.vignette(light.add(floor, AMBER, glow), 0.6)

    silhouette = lute.silhouette(zoom)
    instrument = lute.draw(zoom)
    image = light.cast(floor, silhouette.finish(), 26 * zoom, (34 * zoom, 44 * zoom), 0.8)
    image.paste(instrument, (0, 0), silhouette.finish())
    return light.grain(image)
