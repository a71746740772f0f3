"""A pierced brass lantern casting stars on the walls around it."""

from math import cos, pi, radians, sin, sqrt, tan

from PIL import Image, ImageChops, ImageFilter

from . import lantern, light
from .geometry import Point, khatem, polar, regular
from .palette import AMBER, CLAY, COBALT, NIGHT, OXBLOOD, SAFFRON, mix
from .sheet import Sheet

CENTRE = (900.0, 560.0)
DISTANCE = 500.0
# Holes of the globe, in radians as seen from the flame: how far from the wall's direction the
# rings lie, and how many stars there are in each.
RINGS = tuple(
    (radians(tilt), count) for tilt, count in ((30, 16), (41, 16), (51, 24), (60, 24), (67, 24))
)
HOLE = 0.085
HEART = khatem((0.0, 0.0), HOLE * 0.46)
EYE = regular((0.0, 0.0), HOLE * 0.22, 16)
DOT = regular((0.0, 0.0), HOLE * 0.2, 4)
GLOW = mix(SAFFRON, AMBER, 0.85)


def draw(zoom: float) -> Image.Image:
    """The wall, the light thrown on it, and the lantern in front."""
    image = Sheet(zoom, mix(NIGHT, COBALT, 0.1)).finish()
    image = light.texture(image, light.soften(light.noise(image.size, 120 * zoom, 14), 0.07))
    spot = CENTRE[0] * zoom, CENTRE[1] * zoom
    image = light.add(image, OXBLOOD, light.pool(image.size, spot, 1200 * zoom, 0.3))
    image = light.add(image, CLAY, light.pool(image.size, spot, 640 * zoom, 0.3))
    image.paste(GLOW, (0, 0, *image.size), _thrown(zoom).point(lambda v: v * 0.94))
    image = light.texture(image, light.soften(light.noise(image.size, 3 * zoom, 16), 0.03))
    body = lantern.draw(zoom, CENTRE)
    image.paste(body.picture, (0, 0), body.mask)
    image = light.bloom(image, 30 * zoom, 140, 0.42)
    return light.grain(light.vignette(image, 0.55), 0.045)


def _thrown(zoom: float) -> Image.Image:
    """Every hole of a pierced globe, projected from its middle on to the wall behind.

    Light that leaves at an angle travels further: its star is larger, dimmer and softer.
    """
    result = _shafts(zoom)
    for ring, (tilt, count) in enumerate(RINGS):
        sheet = Sheet(zoom, 0)
        strength = round(255 * cos(tilt) ** 0.75)
        for i in range(count):
            turn = 2 * pi * (i + 0.5 * (ring % 2)) / count
            for shape, tone in ((khatem((0.0, 0.0), HOLE), strength), (HEART, 0), (EYE, strength)):
                sheet.polygon([_projected(x, y, tilt, turn) for x, y in shape], tone)
            beside, wider = turn + pi / count, tilt + radians(1.5)
            sheet.polygon([_projected(x, y, wider, beside) for x, y in DOT], strength)
        blur = ImageFilter.GaussianBlur((0.6 + 0.9 * ring) * zoom)
        result = ImageChops.lighter(result, sheet.finish().filter(blur))
    return result


def _shafts(zoom: float) -> Image.Image:
    """Faint shafts of light in the air, one for each star of the widest rings."""
    sheet = Sheet(zoom, 0)
    for ring, (tilt, count) in enumerate(RINGS):
        for i in range(count):
            turn = 2 * pi * (i + 0.5 * (ring % 2)) / count
            reach = DISTANCE * tan(tilt) * 1.1
            sides = [polar(CENTRE, reach, turn + lean * HOLE / sin(tilt)) for lean in (-0.6, 0.6)]
            sheet.polygon([CENTRE, *sides], 18 + 5 * (i % 2))
    return sheet.finish().filter(ImageFilter.GaussianBlur(9 * zoom))


def _projected(x: float, y: float, tilt: float, turn: float) -> Point:
    """Where the wall is lit through a point of a small hole in a globe around the flame.

    The hole lies `tilt` away from the straight line to the wall, in the direction `turn`.
    """
    depth = sqrt(1 - x * x - y * y)
    ahead, outwards = depth * cos(tilt) - x * sin(tilt), depth * sin(tilt) + x * cos(tilt)
    along, across = outwards * DISTANCE / ahead, y * DISTANCE / ahead
    return (
        CENTRE[0] + along * cos(turn) - across * sin(turn),
        CENTRE[1] + along * sin(turn) + across * cos(turn),
    )
