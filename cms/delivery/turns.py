"""Of many requests for one answer, the first one renders it and the others wait."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cms.delivery.kept import KeptAnswers

#: For how many seconds the others wait at most: the first one may have been killed.
LONGEST = 10

#: How long to wait before looking again, in seconds: at first, and at most.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.002, 0.05


@contextmanager
def turn(kept: KeptAnswers, key: str, waits: Callable[[], object]) -> Iterator[None]:
    """Take the turn to make an answer, or wait until it is there.

    Where whoever had the turn failed, the next one has it. It holds across threads, and across
    processes that share the cache. Where the cache fails, nobody waits.

    Args:
        kept: where the answer will be.
        key: the answer's.
        waits: called by whoever has to wait.
    """
    name, deadline = f"{key}:turn", time.monotonic() + LONGEST
    mine = kept.take(name, LONGEST)
    if mine is False:
        waits()
    while mine is False and time.monotonic() < deadline:
        _wait(kept, name, deadline)
        if kept.get(key) is not None:
            break
        mine = kept.take(name, LONGEST)
    try:
        yield
    finally:
        if mine:
            kept.give_back(name)


def _wait(kept: KeptAnswers, key: str, deadline: float) -> None:
    pause = _FIRST_PAUSE
    while kept.is_taken(key) and time.monotonic() < deadline:
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
