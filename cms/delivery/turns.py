"""Of many requests for one answer, the first one renders it and the others wait."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

logger = logging.getLogger(__name__)

#: For how many seconds the others wait at most: the first one may have been killed.
LONGEST = 10

#: How long to wait before looking again, in seconds: at first, and at most.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.002, 0.05


@contextmanager
def turn(cache: Any, key: str) -> Iterator[None]:
    """Take the turn, or wait until whoever has it is done.

    It holds across threads, and across processes that share the cache. Where the cache fails,
    nobody waits.

    Args:
        cache: one of Django's caches.
        key: what the turn is about.
    """
    try:
        first = cache.add(key, True, LONGEST)
        if not first:
            _wait(cache, key)
    except Exception:  # each cache has exceptions of its own
        logger.warning("The cache that requests take turns in does not answer.", exc_info=True)
        first = False
    try:
        yield
    finally:
        if first:
            _give_up(cache, key)


def _wait(cache: Any, key: str) -> None:
    pause, deadline = _FIRST_PAUSE, time.monotonic() + LONGEST
    while cache.get(key) and time.monotonic() < deadline:
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


def _give_up(cache: Any, key: str) -> None:
    try:
        cache.delete(key)
    except Exception:  # as above
        logger.warning("A turn ends by itself: its cache does not answer.", exc_info=True)
