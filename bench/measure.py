"""Measuring one installation: everything in turn, and that again and again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench import load
from bench.answers import check
from bench.installation import Installation
from bench.options import Options
from bench.peers import answers as peers_answers
from bench.peers.peer import Peer
from bench.questions import Question, prepare
from bench.server import Server
from bench.sides import CACHED, UNCACHED, Side

#: Where one answer takes long, it is measured until about so many have come, but not for longer
#: than this many seconds.
_ENOUGH = 2 * load.CONNECTIONS
_LONGEST = 15

Say = Callable[[str], None]


class _Line(NamedTuple):
    """What is measured.

    Attributes:
        question: the name of a question.
        side: whom it is asked of.
        port: where that is.
        requests: whole HTTP requests.
        seconds: for how long.
    """

    question: str
    side: Side
    port: int
    requests: list[bytes]
    seconds: float


def measure(
    installation: Installation, peers: Sequence[Peer], options: Options, say: Say
) -> dict[str, Any]:
    """Measure an installation that is built.

    Args:
        peers: others that are built, and are measured in the same minutes.
        say: is told what is done.

    Returns:
        Its figures: see ``bench.figures``.

    Raises:
        ServerError, WrongAnswerError, LoadError: something is not as it should be.
    """
    log = installation.folder / "server.log"
    with ExitStack() as stack:
        server = stack.enter_context(Server(installation.variables(), log))
        for peer in peers:
            stack.enter_context(peer)
        say("checking every answer")
        questions = prepare(server, options.posts)
        lines = [line for each in questions for line in _lines(server, each, peers, options)]
        memory = [server.memory()]
        bursts: list[list[load.Burst]] = [[] for _ in lines]
        for number in range(options.rounds):
            say(f"measuring, round {number + 1} of {options.rounds}")
            for line, found in zip(lines, bursts, strict=True):
                found.append(load.burst(line.port, line.requests, line.seconds))
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
        "lines": [_figures(line, found) for line, found in zip(lines, bursts, strict=True)],
    }


def _memory_alone(installation: Installation, log: Path, lines: Iterable[_Line]) -> int | None:
    """Return the memory of a worker that was asked as much, but by Mosaic's own readers only."""
    with Server(installation.variables(), log) as server:
        for line in lines:
            if line.side in (UNCACHED, CACHED):
                load.burst(server.port, line.requests, line.seconds)
        return server.memory()


def _lines(
    server: Server, question: Question, peers: Iterable[Peer], options: Options
) -> Iterator[_Line]:
    """Check a question; yield it with each side, and for how long that is measured."""
    for side, taken in check(server, question).items():
        requests = [request.raw(side) for request in question.requests[side]]
        yield _Line(question.name, side, server.port, requests, _seconds(taken, options))
    for peer in peers:
        addresses = peer.addresses().get(question.name, [])
        if addresses:
            taken = peers_answers.check(peer, question.name, addresses)
            requests = [peer.raw(address) for address in addresses]
            yield _Line(question.name, peer.side, peer.port, requests, _seconds(taken, options))


def _seconds(taken: float, options: Options) -> float:
    """Return for how long something is measured of which one takes so many seconds."""
    return max(options.seconds, min(_LONGEST, _ENOUGH * taken))


def _figures(line: _Line, found: list[load.Burst]) -> dict[str, Any]:
    """Return the median of all rounds, and each of these."""
    return {
        "question": line.question,
        "side": line.side.name,
        "per_second": round(median(burst.per_second for burst in found), 1),
        "p50": round(median(burst.p50 for burst in found), 2),
        "p99": round(median(burst.p99 for burst in found), 2),
        "rounds": [[round(burst.per_second, 1), burst.requests] for burst in found],
    }
