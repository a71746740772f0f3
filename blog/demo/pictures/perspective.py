"""A simple camera that looks straight ahead."""

from collections.abc import Iterable
from dataclasses import dataclass

from .geometry import Point

Place = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """Sees places (x to the right, y up, z ahead, in metres) as points of the picture."""

    vanishing: Point
    focal: float
    eye: float

    def point(self, place: Place) -> Point:
        """Where one place appears."""
        x, y, z = place
        return (
            self.vanishing[0] + self.focal * x / z,
            self.vanishing[1] + self.focal * (self.eye - y) / z,
        )

    def points(self, places: Iterable[Place]) -> list[Point]:
        """Where several places appear."""
        return [self.point(place) for place in places]
