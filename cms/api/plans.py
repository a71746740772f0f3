"""The plans of listings, kept in the process.

A plan says how rows are found, and not which: it holds for any content. What is asked for most is
compiled once.
"""

from collections.abc import Callable, Hashable
from threading import Lock

from cms.queries.plan import Plan

#: How many are kept: who asks for other filters each time fills this, and no more.
_MOST = 256

#: A plan, and the tags of what decides what it finds.
Kept = tuple[Plan, set[str]]

_kept: dict[Hashable, Kept] = {}
_lock = Lock()


def kept_plan(key: Hashable, make: Callable[[], Kept]) -> Kept:
    """Return what is kept, else make and keep it; what was asked for longest ago makes room."""
    with _lock:
        found = _kept.pop(key, None)
        if found is not None:
            _kept[key] = found
            return found
    made = make()
    with _lock:
        _kept[key] = made
        if len(_kept) > _MOST:
            del _kept[next(iter(_kept))]
    return made
