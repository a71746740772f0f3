"""Measuring one installation: everything in turn, and that again and again."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench import load
from bench.answers import check
from bench.installation import Installation
from bench.options import Options
from bench.questions import Question, prepare
from bench.server import Server
from bench.sides import CACHED, UNCACHED, Side

#: Where one answer takes long, it is measured until about so many have come, but not for longer
#: than this many seconds.
_ENOUGH = 2 * load.CONNECTIONS
_LONGEST = 15

Say = Callable[[str], None]

#: A question, whom it is asked of, and for how many seconds.
_Line = tuple[Question, Side, float]


def measure(installation: Installation, options: Options, say: Say) -> dict[str, Any]:
    """Measure an installation that is built.

    Args:
        say: is told what is done.

    Returns:
        Its figures: see ``bench.figures``.

    Raises:
        ServerError, WrongAnswerError, LoadError: something is not as it should be.
    """
    log = installation.folder / "server.log"
    with Server(installation.variables(), log) as server:
        say("checking every answer")
        questions = prepare(server, options.posts)
        lines = [line for question in questions for line in _lines(server, question, options)]
        memory = [server.memory()]
        bursts: list[list[load.Burst]] = [[] for _ in lines]
        for number in range(options.rounds):
            say(f"measuring, round {number + 1} of {options.rounds}")
            for (question, side, seconds), found in zip(lines, bursts, strict=True):
                requests = [request.raw(side) for request in question.requests[side]]
                found.append(load.burst(server.port, requests, seconds))
                server.settle()
        memory.append(server.memory())
        # What was right before is right afterwards, too.
        for question in questions:
            check(server, question)
    say("filling a worker that answers for Mosaic alone")
    memory.append(_memory_alone(installation, log, lines))
    return {
        "engine": installation.engine,
        "cache": installation.cache,
        "pages": installation.pages,
        "memory": dict(zip(("warm", "after", "alone"), memory, strict=True)),
        "lines": [
            _line(question, side, found)
            for (question, side, _), found in zip(lines, bursts, strict=True)
        ],
    }


def _memory_alone(installation: Installation, log: Path, lines: Iterable[_Line]) -> int | None:
    """Return the memory of a worker that was asked as much, but by Mosaic's own readers only."""
    with Server(installation.variables(), log) as server:
        for question, side, seconds in lines:
            if side in (UNCACHED, CACHED):
                requests = [request.raw(side) for request in question.requests[side]]
                load.burst(server.port, requests, seconds)
        return server.memory()


def _lines(server: Server, question: Question, options: Options) -> Iterator[_Line]:
    """Check a question; yield it with each side, and for how long that is measured."""
    for side, taken in check(server, question).items():
        yield question, side, max(options.seconds, min(_LONGEST, _ENOUGH * taken))


def _line(question: Question, side: Side, found: list[load.Burst]) -> dict[str, Any]:
    """Return the median of all rounds, and each of these."""
    return {
        "question": question.name,
        "side": side.name,
        "per_second": round(median(burst.per_second for burst in found), 1),
        "p50": round(median(burst.p50 for burst in found), 2),
        "p99": round(median(burst.p99 for burst in found), 2),
        "rounds": [[round(burst.per_second, 1), burst.requests] for burst in found],
    }
