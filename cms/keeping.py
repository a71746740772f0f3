"""What is made of texts again and again, kept in the process and never more than so much of it."""

from random import randrange
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakSet

K = TypeVar("K")
V = TypeVar("V")


class Shelf:
    """Room for so many characters of texts, in several dictionaries.

    Whoever looks for something looks into a dictionary, which costs nothing more. What makes room
    for what comes is drawn by lot: where more is read in turn than there is room for, what was kept
    first is what is wanted next.

    Attributes:
        size: how many characters are kept.
    """

    def __init__(self, most: int) -> None:
        """Make one.

        Args:
            most: how many characters.
        """
        self.size = 0
        self._most = most
        self._kept: list[tuple[dict[Any, Any], Any, Any, int]] = []
        self._lock = Lock()
        _shelves.add(self)

    def keep(self, where: dict[K, V], key: K, value: V, size: int) -> None:
        """Keep something, until there is too much; what was kept by the same key gives way.

        Args:
            where: the dictionary that it is looked for in.
            key: what it is found by.
            value: what is kept.
            size: how many characters it was made of.
        """
        with self._lock:
            where[key] = value
            self._kept.append((where, key, value, size))
            self.size += size
            while self.size > self._most:
                self._drop()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            while self._kept:
                self._drop()

    def _drop(self) -> None:
        place = randrange(len(self._kept))  # noqa: S311  no secret depends on it
        self._kept[place], self._kept[-1] = self._kept[-1], self._kept[place]
        where, key, value, size = self._kept.pop()
        # It may have given way. Its room is counted until it is drawn all the same.
        if where.get(key) is value:
            del where[key]
        self.size -= size


_shelves: WeakSet[Shelf] = WeakSet()


def forget() -> None:
    """Forget all that is on the shelves of the process.

    Nothing has to be forgotten for an answer to be right: this is for those who measure, or try
    whether that is so.
    """
    for shelf in list(_shelves):
        shelf.clear()
