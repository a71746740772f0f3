"""A supersampled drawing surface addressed in design units."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .geometry import Point, Polygon, box
from .light import ramp
from .palette import Colour

WIDTH, HEIGHT = 1800.0, 1200.0
OVERSAMPLE = 2

# Soft shapes are blurred at this fraction of the sheet's resolution.
SOFT = 4


class Sheet:
    """A picture (or a mask, in mode "L") whose width is always 1800 units and height 1200."""

    def __init__(self, zoom: float, fill: Colour | int) -> None:
        """Make a sheet of `zoom` finished pixels per unit."""
        self.zoom = zoom
        self.scale = zoom * OVERSAMPLE
        size = round(WIDTH * zoom) * OVERSAMPLE, round(HEIGHT * zoom) * OVERSAMPLE
        self.image = Image.new("L" if isinstance(fill, int) else "RGB", size, fill)
        self._pen = ImageDraw.Draw(self.image)

    def _pixels(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def polygon(self, points: Iterable[Point], fill: Colour | int) -> None:
        """Fill a polygon."""
        self._pen.polygon(self._pixels(points), fill)

    def line(self, points: Iterable[Point], fill: Colour | int, width: float) -> None:
        """Stroke an open line with rounded bends."""
        thick = max(1, round(width * self.scale))
        self._pen.line(self._pixels(points), fill, thick, "curve")

    def outline(self, points: Sequence[Point], fill: Colour | int, width: float) -> None:
        """Stroke a closed line."""
        self.line([*points, *points[:2]], fill, width)

    def disc(self, centre: Point, radius: float, fill: Colour | int) -> None:
        """Fill a circle."""
        (x, y), reach = centre, radius
        self._pen.ellipse(self._pixels([(x - reach, y - reach), (x + reach, y + reach)]), fill)

    def mask(self, points: Polygon) -> Image.Image:
        """A mask, as large as the sheet, of one polygon."""
        sheet = Sheet(self.zoom, 0)
        sheet.polygon(points, 255)
        return sheet.image

    def paste(self, layer: Image.Image | Colour, mask: Image.Image) -> None:
        """Lay a same-sized picture, or a flat colour, over the sheet through a mask."""
        if isinstance(layer, Image.Image):
            self.image.paste(layer, (0, 0), mask)
        else:
            self.image.paste(layer, (0, 0, *self.image.size), mask)

    def gradient(self, points: Polygon, stops: Sequence[Colour], sideways: bool = False) -> None:
        """Fill a polygon with colours that run from its top (or left) edge to the opposite one."""
        corner, size, mask = self._patch(points, 0.0, 1)
        self.image.paste(ramp(stops, size, sideways), corner, mask)

    def shade(
        self, points: Polygon, colour: Colour, opacity: float, blur: float, clip: Polygon = ()
    ) -> None:
        """Lay a blurred polygon over the sheet, kept inside `clip` when that is given."""
        corner, size, mask = self._patch(points, blur * 2.5, SOFT)
        radius = blur * self.scale / SOFT
        mask = mask.filter(ImageFilter.GaussianBlur(radius)).point(lambda v: v * opacity)
        mask = mask.resize(size, Image.Resampling.BICUBIC)
        if clip:
            limit = Image.new("L", size, 0)
            shifted = [(x - corner[0], y - corner[1]) for x, y in self._pixels(clip)]
            ImageDraw.Draw(limit).polygon(shifted, 255)
            mask = ImageChops.multiply(mask, limit)
        self.image.paste(colour, (*corner, corner[0] + size[0], corner[1] + size[1]), mask)

    def _patch(
        self, points: Polygon, margin: float, shrink: int
    ) -> tuple[tuple[int, int], tuple[int, int], Image.Image]:
        """Where a polygon with a margin lies, how large it is, and its (shrunken) mask."""
        pixels, edge = self._pixels(points), margin * self.scale
        left, top = (max(0, int(min(p[axis] for p in pixels) - edge)) for axis in (0, 1))
        right, bottom = (
            min(limit, int(max(p[axis] for p in pixels) + edge) + 1)
            for axis, limit in enumerate(self.image.size)
        )
        size = max(1, right - left), max(1, bottom - top)
        mask = Image.new("L", (size[0] // shrink + 1, size[1] // shrink + 1), 0)
        shifted = [((x - left) / shrink, (y - top) / shrink) for x, y in pixels]
        ImageDraw.Draw(mask).polygon(shifted, 255)
        return (left, top), size, mask if shrink > 1 else mask.crop((0, 0, *size))

    def everything(self) -> list[Point]:
        """The outline of the whole sheet."""
        return box(0, 0, WIDTH, HEIGHT)

    def finish(self) -> Image.Image:
        """The picture at its final size."""
        return self.image.resize(
            (self.image.width // OVERSAMPLE, self.image.height // OVERSAMPLE),
            Image.Resampling.LANCZOS,
        )
