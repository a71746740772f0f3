"""Light, texture and relief laid over finished pictures."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import shake_128

from PIL import Image, ImageChops, ImageFilter

from .palette import NIGHT, Colour, mix

Size = tuple[int, int]


def ramp(stops: Sequence[Colour], size: Size, sideways: bool = False) -> Image.Image:
    """Evenly spaced colours blended from top to bottom, or from left to right."""
    steps = 256
    strip = Image.new("RGB", (1, steps))
    last = len(stops) - 1
    for row in range(steps):
        place = row / (steps - 1) * last
        below = min(int(place), last - 1)
        strip.putpixel((0, row), mix(stops[below], stops[below + 1], place - below))
    if sideways:
        strip = strip.transpose(Image.Transpose.ROTATE_90)
    return strip.resize(size, Image.Resampling.BILINEAR)


def pool(size: Size, centre: tuple[float, float], radius: float, strength: float) -> Image.Image:
    """A mask brightest at the centre that fades to nothing at the radius (all in pixels)."""
    across = max(2, round(radius * 2))
    fade = Image.radial_gradient("L").point(
        [round(strength * 255 * max(0.0, 1 - v / 181) ** 2) for v in range(256)]
    )
    mask = Image.new("L", size, 0)
    spot = fade.resize((across, across), Image.Resampling.BICUBIC)
    mask.paste(spot, (round(centre[0] - across / 2), round(centre[1] - across / 2)))
    return mask


@lru_cache(maxsize=8)
def _static(size: Size, seed: int) -> Image.Image:
    return Image.frombytes("L", size, shake_128(bytes([seed])).digest(size[0] * size[1]))


def streaks(size: Size, cell: tuple[float, float], seed: int) -> Image.Image:
    """Smooth grey noise with features about as wide and as tall as a cell (in pixels)."""
    coarse = max(2, round(size[0] / cell[0])), max(2, round(size[1] / cell[1]))
    return _static(coarse, seed).resize(size, Image.Resampling.BICUBIC)


def noise(size: Size, cell: float, seed: int) -> Image.Image:
    """Smooth grey noise with features about `cell` pixels across."""
    return streaks(size, (cell, cell), seed)


def soften(grey: Image.Image, amount: float) -> Image.Image:
    """A grey layer brought closer to the mid-grey that leaves a picture as it was."""
    return grey.point([round(128 + (v - 128) * amount) for v in range(256)])


def texture(image: Image.Image, grey: Image.Image) -> Image.Image:
    """The picture modelled by a grey layer in which mid-grey changes nothing."""
    return ImageChops.hard_light(image, Image.merge("RGB", (grey,) * 3))


def relief(image: Image.Image, height: Image.Image, depth: float) -> Image.Image:
    """The picture lit from the upper left as if `height` (white is high) were carved into it."""
    reach = max(1, round(image.width / 900))
    soft = height.filter(ImageFilter.GaussianBlur(reach * 0.6))
    shifted = soft.copy()
    shifted.paste(soft, (-reach, -reach))
    slope = ImageChops.subtract(soft, shifted, 2.0, 128)
    return texture(image, soften(slope, depth))


def add(image: Image.Image, colour: Colour, mask: Image.Image) -> Image.Image:
    """The picture with coloured light added where the mask is bright."""
    lit = Image.composite(Image.new("RGB", image.size, colour), Image.new("RGB", image.size), mask)
    return ImageChops.screen(image, lit)


def dim(image: Image.Image, colour: Colour, mask: Image.Image) -> Image.Image:
    """The picture multiplied by a colour where the mask is bright."""
    veil = Image.composite(
        Image.new("RGB", image.size, colour), Image.new("RGB", image.size, (255,) * 3), mask
    )
    return ImageChops.multiply(image, veil)


def cast(
    image: Image.Image,
    shape: Image.Image,
    blur: float,
    shift: tuple[float, float],
    strength: float,
) -> Image.Image:
    """The picture with the shadow of a shape (a mask of its size) fallen on it."""
    small = shape.reduce(2).filter(ImageFilter.GaussianBlur(blur / 2))
    soft = small.point(lambda v: v * strength).resize(image.size, Image.Resampling.BICUBIC)
    fallen = soft.copy()
    fallen.paste(soft, (round(shift[0]), round(shift[1])))
    return dim(image, NIGHT, fallen)


def vignette(image: Image.Image, strength: float = 0.45) -> Image.Image:
    """The picture with its corners sinking gently into the night."""
    fade = Image.radial_gradient("L").point(
        [round(255 * strength * (v / 255) ** 2.6) for v in range(256)]
    )
    return dim(image, NIGHT, fade.resize(image.size, Image.Resampling.BICUBIC))


def grain(image: Image.Image, amount: float = 0.035) -> Image.Image:
    """The picture with a fine grain, which also hides the steps in dark gradients."""
    return texture(image, soften(noise(image.size, 1.0, 7), amount))


def bloom(image: Image.Image, radius: float, threshold: int, strength: float) -> Image.Image:
    """The picture with a halo around everything brighter than the threshold."""
    small = image.reduce(4)
    bright = small.point(lambda v: max(0.0, v - threshold) * 255 / (255 - threshold))
    halo = bright.filter(ImageFilter.GaussianBlur(radius / 4)).point(lambda v: v * strength)
    return ImageChops.screen(image, halo.resize(image.size, Image.Resampling.BICUBIC))
