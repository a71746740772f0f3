"""Who counts what the response cache does."""

from collections.abc import Callable
from typing import NamedTuple


def _nobody() -> None:
    pass


class Counts(NamedTuple):
    """What is called, in the way of a request: it must take no time.

    Attributes:
        hit: an answer was kept.
        miss: it had to be made.
        wait: somebody else was making it.
    """

    hit: Callable[[], object] = _nobody
    miss: Callable[[], object] = _nobody
    wait: Callable[[], object] = _nobody
