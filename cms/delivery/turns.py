"""Of many requests for one answer, the first one renders it and the others wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from cms.delivery.kept import KeptAnswers

#: For how many seconds the others wait at most: the first one may have been killed.
LONGEST = 10

#: How long to wait before looking again, in seconds: at first, and at most.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.002, 0.05


@contextmanager
def turn(kept: KeptAnswers, key: str) -> Iterator[None]:
    """Take the turn, or wait until whoever has it is done.

    It holds across threads, and across processes that share the cache. Where the cache fails,
    nobody waits.

    Args:
        kept: where the answer will be.
        key: what the turn is about.
    """
    first = kept.take(key, LONGEST)
    if first is False:
        _wait(kept, key)
    try:
        yield
    finally:
        if first:
            kept.give_back(key)


def _wait(kept: KeptAnswers, key: str) -> None:
    pause, deadline = _FIRST_PAUSE, time.monotonic() + LONGEST
    while kept.is_taken(key) and time.monotonic() < deadline:
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
