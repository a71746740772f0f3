"""What is to be reached, and whether it is: ratios of one run, and the worst of it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bench.figures import Figures, Installed
from bench.sides import CACHED, FUNCTION, PEERS, STOCK, UNCACHED, VIEW, Side

_MEBIBYTE = 1024**2


class Target(NamedTuple):
    """Something to be reached.

    Attributes:
        title: what readers of the results know it by.
        goal: the number to be reached.
        unit: what follows the number.
        at_most: whether the number may not be higher, where others may not be lower.
        found: gives the number for each installation in which it can be measured.
    """

    title: str
    goal: float
    unit: str
    at_most: bool
    found: Callable[[Figures], Iterable[float | None]]

    def reached(self, figures: Figures) -> float | None:
        """Return the worst of what was measured; None where nothing was."""
        numbers = [number for number in self.found(figures) if number is not None]
        if not numbers:
            return None
        return max(numbers) if self.at_most else min(numbers)

    def is_met(self, figures: Figures) -> bool | None:
        """Whether it is reached; None where it was not measured."""
        reached = self.reached(figures)
        if reached is None:
            return None
        return reached <= self.goal if self.at_most else reached >= self.goal


def _times(
    title: str, goal: float, question: str, side: Side, other: Side, engine: str = ""
) -> Target:
    """A ratio of two sides, on one engine or on all."""

    def found(figures: Figures) -> Iterable[float | None]:
        for installed in figures.installations:
            if installed.engine == engine or not engine:
                yield installed.ratio(question, side, other)

    return Target(title, goal, "×", at_most=False, found=found)


def _per_second(title: str, goal: float, question: str) -> Target:
    """Answers a second in the smallest publication on PostgreSQL, where the peers were measured."""

    def found(figures: Figures) -> Iterable[float | None]:
        for installed in list(figures.of("postgresql"))[:1]:
            line = installed.line(question, UNCACHED)
            yield line and line.per_second

    return Target(title, goal, "a second", at_most=False, found=found)


def _against_peers(title: str, goal: float, question: str) -> Target:
    """How many times as much that is as the best of other systems gives."""

    def found(figures: Figures) -> Iterable[float | None]:
        for installed in list(figures.of("postgresql"))[:1]:
            ratios = [installed.ratio(question, UNCACHED, peer) for peer in PEERS]
            yield min((ratio for ratio in ratios if ratio is not None), default=None)

    return Target(title, goal, "×", at_most=False, found=found)


def _growth(title: str, goal: float, question: str) -> Target:
    """How many times slower the largest publication is than the smallest."""

    def found(figures: Figures) -> Iterable[float | None]:
        for engine in figures.engines:
            sizes = list(figures.of(engine))
            if len(sizes) > 1:
                yield _slower(sizes[0], sizes[-1], question)

    return Target(title, goal, "×", at_most=True, found=found)


def _slower(small: Installed, large: Installed, question: str) -> float | None:
    before, after = small.line(question, UNCACHED), large.line(question, UNCACHED)
    return before.per_second / after.per_second if before and after else None


def _memory(figures: Figures) -> Iterable[float | None]:
    for installed in figures.installations:
        alone = installed.memory["alone"]
        yield alone and alone / _MEBIBYTE


TARGETS = (
    _times("a post, uncached, against Wagtail’s own API", 5, "detail", UNCACHED, STOCK),
    _times(
        "20 posts with bodies, uncached, against Wagtail’s own API", 15,
        "bodies", UNCACHED, STOCK,
    ),
    _times(
        "a cached post on SQLite, against a bare Django view", 3,
        "detail", CACHED, VIEW, "sqlite",
    ),
    _times(
        "a cached post on SQLite, against a bare WSGI function", 0.5,
        "detail", CACHED, FUNCTION, "sqlite",
    ),
    _times(
        "a cached post on PostgreSQL, against a bare Django view", 0.8,
        "detail", CACHED, VIEW, "postgresql",
    ),
    _times("20 cached posts with bodies, against Wagtail’s own API", 1000, "bodies", CACHED, STOCK),
    _per_second("a post, uncached, on PostgreSQL", 300, "detail"),
    _against_peers("a post, uncached, against the best of other systems", 3, "detail"),
    _per_second("20 posts as cards, uncached, on PostgreSQL", 300, "cards"),
    _against_peers(
        "20 posts as cards, uncached, against the best of other systems", 3, "cards"
    ),
    _per_second("20 posts with bodies, uncached, on PostgreSQL", 120, "bodies"),
    _against_peers(
        "20 posts with bodies, uncached, against the best of other systems", 3, "bodies"
    ),
    _growth("a post in the largest publication, against the smallest: slower by", 1.5, "detail"),
    _growth("what is at a path: slower by", 1.5, "resolve"),
    _growth("20 posts as cards: slower by", 1.5, "cards"),
    _growth("20 posts with bodies: slower by", 1.5, "bodies"),
    Target("a worker’s memory after all this", 200, "MiB", at_most=True, found=_memory),
)  # fmt: skip
