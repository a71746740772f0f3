"""Lines cut at their crossings: the tiles between them, and which strap passes over which."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, hypot, pi

from .geometry import Point, Segment, area

TOUCH = 1e-6


@dataclass(frozen=True)
class Crossing:
    """Where two straps cross, with the directions of the upper and the lower one."""

    at: Point
    over: float
    under: float


class Network:
    """The plane as divided by straight lines."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.nodes: list[Point] = []
        self._known: dict[tuple[int, int], int] = {}
        links: dict[int, set[int]] = {}
        for start, end in _cut(list(segments)):
            a, b = self._node(start), self._node(end)
            if a != b:
                links.setdefault(a, set()).add(b)
                links.setdefault(b, set()).add(a)
        _prune(links)
        self.spokes = {node: self._sorted(node, ends) for node, ends in links.items()}
        self._face_of: dict[tuple[int, int], int] = {}
        self._rings: list[list[int]] = []
        self._walk()

    def _node(self, point: Point) -> int:
        # A thousandth apart is the same crossing; the odd shift keeps exact
        # halves, common in symmetrical patterns, away from the rounding edge.
        key = (round(point[0] * 1e3 + 0.2718), round(point[1] * 1e3 + 0.2718))
        if key not in self._known:
            self._known[key] = len(self.nodes)
            self.nodes.append(point)
        return self._known[key]

    def _sorted(self, node: int, ends: set[int]) -> list[int]:
        return sorted(ends, key=lambda end: self._angle(node, end))

    def _angle(self, node: int, end: int) -> float:
        (x, y), (to_x, to_y) = self.nodes[node], self.nodes[end]
        return atan2(to_y - y, to_x - x)

    def _walk(self) -> None:
        for node, ends in self.spokes.items():
            for end in ends:
                if (node, end) in self._face_of:
                    continue
                ring, step = [], (node, end)
                while step not in self._face_of:
                    self._face_of[step] = len(self._rings)
                    ring.append(step[0])
                    around = self.spokes[step[1]]
                    step = (step[1], around[around.index(step[0]) - 1])
                self._rings.append(ring)

    def faces(self) -> list[list[Point]]:
        """The tiles, without the unbounded outside; corners that bend nothing are left out."""
        rings = ([self.nodes[node] for node in ring] for ring in self._rings)
        return [_bends(ring) for ring in rings if area(ring) > TOUCH]

    def crossings(self) -> list[Crossing]:
        """The plain crossings of two straps, each going over and under by turns.

        With four spokes everywhere the faces can be painted like a chessboard; the strap that
        leaves a crossing with a dark face on its left goes over, and so under at the next one.
        """
        dark = self._chessboard()
        result = []
        for node, ends in self.spokes.items():
            if len(ends) != 4 or not all(self._face_of[node, end] in dark for end in ends):
                continue
            first, second = (self._angle(node, end) for end in ends[:2])
            if not dark[self._face_of[node, ends[0]]]:
                first, second = second, first
            result.append(Crossing(self.nodes[node], first, second))
        return result

    def _chessboard(self) -> dict[int, bool]:
        beside: dict[int, list[int]] = {}
        for (a, b), face in self._face_of.items():
            beside.setdefault(face, []).append(self._face_of[b, a])
        # Painting outwards from the middle keeps the ragged rim from upsetting the rest.
        first = min(self._face_of, key=lambda step: hypot(*self.nodes[step[0]]))
        start = self._face_of[first]
        dark, waiting = {start: True}, deque([start])
        while waiting:
            face = waiting.popleft()
            for other in beside[face]:
                if other not in dark:
                    dark[other] = not dark[face]
                    waiting.append(other)
        return dark


def _cut(segments: Sequence[Segment]) -> Iterable[Segment]:
    """Every segment, split wherever it meets another."""
    for (ax, ay), (bx, by) in segments:
        dx, dy = bx - ax, by - ay
        squared = dx * dx + dy * dy
        shares = {0.0, 1.0}
        for (cx, cy), (ex, ey) in segments:
            fx, fy = ex - cx, ey - cy
            turn = dx * fy - dy * fx
            if abs(turn) < TOUCH * squared**0.5:
                ends = ((cx, cy), (ex, ey))
                on_line = abs(dx * (cy - ay) - dy * (cx - ax)) < 1e-3 * squared**0.5
                shares.update(((x - ax) * dx + (y - ay) * dy) / squared for x, y in ends if on_line)
                continue
            along = ((cx - ax) * fy - (cy - ay) * fx) / turn
            across = ((cx - ax) * dy - (cy - ay) * dx) / turn
            if -TOUCH <= across <= 1 + TOUCH:
                shares.add(along)
        cuts = sorted(share for share in shares if -TOUCH <= share <= 1 + TOUCH)
        for first, second in pairwise(cuts):
            yield (ax + dx * first, ay + dy * first), (ax + dx * second, ay + dy * second)


def _prune(links: dict[int, set[int]]) -> None:
    """Take away loose ends, which enclose nothing."""
    loose = [node for node, ends in links.items() if len(ends) < 2]
    while loose:
        node = loose.pop()
        for end in links.pop(node, set()):
            links[end].discard(node)
            if len(links[end]) < 2:
                loose.append(end)


def _bends(ring: Sequence[Point]) -> list[Point]:
    result = []
    for i, (x, y) in enumerate(ring):
        before, after = ring[i - 1], ring[(i + 1) % len(ring)]
        turn = atan2(after[1] - y, after[0] - x) - atan2(y - before[1], x - before[0])
        if abs((turn + pi) % (2 * pi) - pi) > 1e-3:
            result.append((x, y))
    return result
