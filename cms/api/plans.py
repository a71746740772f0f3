"""The plans of listings, kept in the process.

A plan says how rows are found, and not which: it holds for any content. What is asked for most is
compiled once.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

#: How many are kept: who asks for other filters each time fills this, and no more.
_MOST = 256

_kept: dict[Hashable, Any] = {}
_lock = Lock()


def kept_plan(key: Hashable, make: Callable[[], T]) -> T:
    """Return what is kept, else make and keep it; what was asked for longest ago makes room.

    Args:
        key: the endpoint, and all that the plan depends on.
        make: gives a plan, and what else has to be known of it.
    """
    with _lock:
        found = _kept.pop(key, None)
        if found is not None:
            _kept[key] = found
            return found  # type: ignore[no-any-return]
    made = make()
    with _lock:
        _kept[key] = made
        if len(_kept) > _MOST:
            del _kept[next(iter(_kept))]
    return made
