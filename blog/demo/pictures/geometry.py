"""Points, polygons and curves, all in design units."""

from collections.abc import Iterable, Sequence
from math import atan2, cos, hypot, pi, sin

Point = tuple[float, float]
Polygon = Sequence[Point]
Segment = tuple[Point, Point]


def polar(centre: Point, radius: float, angle: float) -> Point:
    """The point at a distance and an angle (in radians) from a centre."""
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 48) -> list[Point]:
    """Points along a circular arc, both ends included."""
    return [polar(centre, radius, start + (end - start) * i / steps) for i in range(steps + 1)]


def regular(centre: Point, radius: float, sides: int, phase: float = 0.0) -> list[Point]:
    """A regular polygon, its first corner at the angle `phase`."""
    return [polar(centre, radius, phase + 2 * pi * i / sides) for i in range(sides)]


def star(centre: Point, radius: float, tips: int, skip: int, phase: float = 0.0) -> list[Point]:
    """The outline of the star {tips/skip}: every corner joined to the `skip`-th one after it."""
    inner = radius * cos(pi * skip / tips) / cos(pi * (skip - 1) / tips)
    return [
        polar(centre, inner if i % 2 else radius, phase + pi * i / tips) for i in range(2 * tips)
    ]


def khatem(centre: Point, radius: float, phase: float = 0.0) -> list[Point]:
    """The eight-pointed seal: two squares turned by an eighth of a circle."""
    return star(centre, radius, 8, 2, phase)


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """An upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def moved(points: Iterable[Point], dx: float, dy: float) -> list[Point]:
    """The points shifted."""
    return [(x + dx, y + dy) for x, y in points]


def turned(points: Iterable[Point], angle: float, scale: float, to: Point) -> list[Point]:
    """The points turned and scaled about the origin, which is then carried to `to`."""
    c, s = cos(angle) * scale, sin(angle) * scale
    return [(to[0] + x * c - y * s, to[1] + x * s + y * c) for x, y in points]


def middle(points: Polygon) -> Point:
    """The mean of a polygon's corners."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def area(points: Polygon) -> float:
    """Signed area, positive when the corners turn from +x towards +y."""
    following = [*points[1:], points[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following, strict=True)) / 2


def shrunk(points: Polygon, joint: float) -> list[Point]:
    """The polygon drawn towards its middle by about a joint, however skewed it is."""
    cx, cy = middle(points)
    keep = 1 - min(0.3, joint / (abs(area(points)) ** 0.5 + 1))
    return [(cx + (x - cx) * keep, cy + (y - cy) * keep) for x, y in points]


def inset(points: Polygon, margin: float) -> list[Point]:
    """The polygon with every side moved inwards (outwards when the margin is negative)."""
    sign = 1.0 if area(points) > 0 else -1.0
    result = []
    for i, (x, y) in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % len(points)]
        arriving = atan2(y - before[1], x - before[0])
        leaving = atan2(after[1] - y, after[0] - x)
        half = (leaving - arriving) / 2
        reach = sign * margin / cos(half)
        facing = arriving + half + pi / 2
        result.append((x + reach * cos(facing), y + reach * sin(facing)))
    return result


def curve(knots: Sequence[Point], steps: int = 16, closed: bool = False) -> list[Point]:
    """A smooth (Catmull-Rom) line through the knots."""
    count = len(knots)
    around = [*knots[-1:], *knots, *knots[:2]] if closed else [knots[0], *knots, knots[-1]]
    result = []
    for i in range(count if closed else count - 1):
        p, q, r, s = around[i : i + 4]
        for step in range(steps):
            t = step / steps
            weights = (
                -0.5 * t + t**2 - 0.5 * t**3,
                1 - 2.5 * t**2 + 1.5 * t**3,
                0.5 * t + 2 * t**2 - 1.5 * t**3,
                -0.5 * t**2 + 0.5 * t**3,
            )
            x, y = (
                sum(w * k[axis] for w, k in zip(weights, (p, q, r, s), strict=True))
                for axis in (0, 1)
            )
            result.append((x, y))
    return result if closed else [*result, knots[-1]]


def horseshoe(centre: Point, radius: float, foot: float, pinch: float = 0.36) -> list[Point]:
    """A horseshoe arch: more than half a circle about `centre`, then jambs down to `foot`."""
    head = arc(centre, radius, pi - pinch, 2 * pi + pinch, 96)
    return [(head[0][0], foot), *head, (head[-1][0], foot)]


def strip(path: Sequence[Point], width: float) -> tuple[list[Point], list[Point]]:
    """The two edges of a band of constant width that follows a path."""
    left, right = [], []
    for i, (x, y) in enumerate(path):
        before, after = path[max(i - 1, 0)], path[min(i + 1, len(path) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        reach = width / 2 / (hypot(dx, dy) or 1.0)
        left.append((x + dy * reach, y - dx * reach))
        right.append((x - dy * reach, y + dx * reach))
    return left, right
