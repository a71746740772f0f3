"""What is made of texts again and again, kept in the process and never more than so much of it."""

from collections import deque
from threading import Lock
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Shelf:
    """Room for so many characters of texts, in several dictionaries.

    Whoever looks for something looks into a dictionary, which costs nothing more. What was kept
    first makes room for what comes.

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
        self._kept: deque[tuple[dict[Any, Any], Any, int]] = deque()
        self._lock = Lock()

    def keep(self, where: dict[K, V], key: K, value: V, size: int) -> None:
        """Keep something, until there is too much.

        Args:
            where: the dictionary that it is looked for in.
            key: what it is found by.
            value: what is kept.
            size: how many characters it was made of.
        """
        with self._lock:
            if key in where:  # another thread has made the same
                return
            where[key] = value
            self._kept.append((where, key, size))
            self.size += size
            while self.size > self._most:
                self._drop()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            while self._kept:
                self._drop()

    def _drop(self) -> None:
        where, oldest, size = self._kept.popleft()
        del where[oldest]
        self.size -= size
