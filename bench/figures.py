"""The figures of a run, as they are kept in JSON."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bench.sides import Side


class Line(NamedTuple):
    """What one side did with one question: medians of all rounds.

    Attributes:
        per_second: answers a second.
        p50, p99: milliseconds.
    """

    per_second: float
    p50: float
    p99: float


class Installed(NamedTuple):
    """What was measured of one installation.

    Attributes:
        engine: "sqlite" or "postgresql".
        cache: "memory" or "redis".
        pages: how many.
        memory: bytes of the worker, after everything was asked once ("warm") and in the end
            ("after"), and of one that only Mosaic answered in, with and without its cache
            ("alone"); None where it could not be told.
        built: what building it took.
        lines: by question and side.
    """

    engine: str
    cache: str
    pages: int
    memory: Mapping[str, int | None]
    built: Mapping[str, Any]
    lines: Mapping[tuple[str, str], Line]

    def line(self, question: str, side: Side) -> Line | None:
        """Return what a side did, if it was measured."""
        return self.lines.get((question, side.name))

    def ratio(
        self, question: str, side: Side, other: Side, other_question: str = ""
    ) -> float | None:
        """Return how many times as many answers a second one side gives as another."""
        ours, theirs = self.line(question, side), self.line(other_question or question, other)
        return ours.per_second / theirs.per_second if ours and theirs else None


class Figures:
    """All of a run.

    Attributes:
        run: date, commit, machine, and how it was measured.
        installations: the smallest first.
    """

    def __init__(self, kept: Mapping[str, Any]) -> None:
        """Take what JSON gives."""
        self.run = kept
        self.installations = [_installed(each) for each in kept["installations"]]

    def of(self, engine: str) -> Iterator[Installed]:
        """Yield the installations on an engine, the smallest first."""
        for installed in sorted(self.installations, key=lambda each: each.pages):
            if installed.engine == engine:
                yield installed

    @property
    def engines(self) -> list[str]:
        """The engines that were measured."""
        return list(dict.fromkeys(installed.engine for installed in self.installations))


def _installed(kept: Mapping[str, Any]) -> Installed:
    lines = {
        (line["question"], line["side"]): Line(line["per_second"], line["p50"], line["p99"])
        for line in kept["lines"]
    }
    return Installed(
        kept["engine"], kept["cache"], kept["pages"], kept["memory"], kept["built"], lines
    )
