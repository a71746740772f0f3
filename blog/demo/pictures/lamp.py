"""A pierced brass lantern casting stars on the walls around it."""

from math import asin, cos, pi, radians, sin, sqrt

from PIL import Image, ImageFilter

from . import lantern, light
from .geometry import Point, khatem, regular
from .palette import AMBER, CLAY, COBALT, IVORY, NIGHT, OXBLOOD, SAFFRON, mix
from .sheet import Sheet

CENTRE = (900.0, 560.0)
DISTANCE = 310.0
GLOW = mix(SAFFRON, AMBER, 0.55)


def draw(zoom: float) -> Image.Image:
    """The wall, the light thrown on it, and the lantern in front."""
    sheet = Sheet(zoom, mix(NIGHT, COBALT, 0.14))
    image = sheet.finish()
    image = light.texture(image, light.soften(light.noise(image.size, 90 * zoom, 14), 0.16))
    image = light.texture(image, light.soften(light.noise(image.size, 7 * zoom, 15), 0.1))
    spot = CENTRE[0] * zoom, CENTRE[1] * zoom
    warmth = light.pool(image.size, spot, 1050 * zoom, 0.62)
    image = light.add(image, mix(OXBLOOD, CLAY, 0.6), warmth)
    thrown = _thrown(zoom)
    image = light.add(image, GLOW, thrown)
    plaster = light.soften(light.noise(image.size, 5 * zoom, 16), 0.07)
    image = light.texture(image, plaster)

    body = lantern.draw(zoom, CENTRE)
    image.paste(body.picture, (0, 0), body.mask)
    image = light.bloom(image, 26 * zoom, 150, 0.55)
    halo = light.pool(image.size, spot, 520 * zoom, 0.34)
    image = light.add(image, mix(SAFFRON, CLAY, 0.25), halo)
    return light.grain(light.vignette(image, 0.6), 0.045)


def _thrown(zoom: float) -> Image.Image:
    """Every hole of a pierced globe, projected from its middle on to the wall behind.

    Light that leaves at an angle travels further: its star is larger, dimmer and softer.
    """
    near, far = Sheet(zoom, 0), Sheet(zoom, 0)
    for ring in range(0, 13):
        tilt = radians(ring * 6.4)
        count = 1 if ring == 0 else 8 * max(1, round(ring * 0.86))
        for i in range(count):
            turn = 2 * pi * (i + 0.5 * (ring % 2)) / count
            target = far if ring > 7 else near
            strength = cos(tilt) ** 1.6
            star = ring % 2 == 0
            hole = khatem((0.0, 0.0), 0.05) if star else regular((0.0, 0.0), 0.02, 20)
            target.polygon([_projected(x, y, tilt, turn) for x, y in hole], round(235 * strength))
            if star:
                heart = regular((0.0, 0.0), 0.014, 16)
                target.polygon([_projected(x, y, tilt, turn) for x, y in heart], 0)
    crisp = near.finish().filter(ImageFilter.GaussianBlur(1.2 * zoom))
    soft = far.finish().filter(ImageFilter.GaussianBlur(4 * zoom))
    crisp.paste(soft, (0, 0), soft)
    return crisp


def _projected(x: float, y: float, tilt: float, turn: float) -> Point:
    """A point of a small hole on the globe, `tilt` away from the wall's foot point, on the wall."""
    depth = sqrt(1 - x * x - y * y)
    ahead, outwards = depth * cos(tilt) - x * sin(tilt), depth * sin(tilt) + x * cos(tilt)
    scale = DISTANCE / max(ahead, sin(asin(0.08)))
    across, along = y * scale, outwards * scale
    return (
        CENTRE[0] + along * cos(turn) - across * sin(turn),
        CENTRE[1] + along * sin(turn) + across * cos(turn),
    )
