"""Ten pictures for a demo publication about a heritage of Morocco, France and Israel."""

from collections.abc import Callable

from PIL import Image, ImageOps

from . import (
    alley,
    doorway,
    harbour,
    khatem,
    lamp,
    loom,
    oud,
    projector,
    threads,
    valley,
)
from .sheet import HEIGHT, WIDTH

_SCENES: dict[str, Callable[[float], Image.Image]] = {
    "khatem": khatem.draw,
    "valley": valley.draw,
    "doorway": doorway.draw,
    "harbour": harbour.draw,
    "alley": alley.draw,
    "oud": oud.draw,
    "loom": loom.draw,
    "projector": projector.draw,
    "lamp": lamp.draw,
    "threads": threads.draw,
}

KEYS: tuple[str, ...] = tuple(_SCENES)


def draw(key: str, size: tuple[int, int] = (1800, 1200)) -> Image.Image:
    """The picture of that name, cropped around its centre when the size is not three by two."""
    zoom = max(size[0] / WIDTH, size[1] / HEIGHT)
    return ImageOps.fit(_SCENES[key](zoom), size, Image.Resampling.LANCZOS)
