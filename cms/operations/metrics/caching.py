"""What the response cache did, in all threads of a process."""

from itertools import count

from prometheus_client import Counter

from cms.delivery.counts import Counts

#: By how many hits their figure is raised: a hit takes so little time that counting would show.
STEP = 50

_HITS = Counter("mosaic_cache_hits", f"Answers that were kept already, {STEP} at a time.")
_MISSES = Counter("mosaic_cache_misses", "Answers that had to be made.")
_WAITS = Counter("mosaic_cache_waits", "Times that somebody else was making an answer.")


def counts() -> Counts:
    """Return what raises these figures."""
    # To take the next number is one step of the interpreter, which no thread can come between.
    numbers = count(1)

    def hit() -> None:
        if not next(numbers) % STEP:
            _HITS.inc(STEP)

    return Counts(hit, _MISSES.inc, _WAITS.inc)
