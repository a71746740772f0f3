"""A cache in the process's own memory that keeps to a number of bytes."""

import pickle
import time
from collections import OrderedDict
from threading import RLock
from typing import Any, NamedTuple

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache, default_key_func


class _Kept(NamedTuple):
    value: Any
    size: int
    expires: float | None


class MemoryCache(BaseCache):
    """A cache of values that nobody changes: they are given as they are, and not copied.

    Django's local-memory cache copies every value that is read, and counts entries, whatever their
    size. ``OPTIONS["MAX_BYTES"]`` is how much all values may take here. What was not read for the
    longest time makes room for what comes; what takes more than a quarter of it is not kept.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._max_bytes: int = params["OPTIONS"]["MAX_BYTES"]
        self._shelf = _SHELVES.setdefault(name, _Shelf())
        self._beginning = super().make_key("")

    def make_key(self, key: str, version: int | None = None) -> str:
        if version is None and self.key_func is default_key_func:
            return self._beginning + key
        return super().make_key(key, version)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        kept = self._shelf.find(self.make_key(key, version))
        return default if kept is None else kept.value

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        kept = _Kept(value, len(pickle.dumps(value)), self.get_backend_timeout(timeout))
        self._shelf.put(self.make_key(key, version), kept, self._max_bytes)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        with self._shelf.lock:
            if self._shelf.find(self.make_key(key, version)) is not None:
                return False
            self.set(key, value, timeout, version)
            return True

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._shelf.lock:
            value = self.get(key, _MISSING, version)
            if value is _MISSING:
                return False
            self.set(key, value, timeout, version)
            return True

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._shelf.remove(self.make_key(key, version))

    def clear(self) -> None:
        self._shelf.clear()


class _Shelf:
    """What the caches of one name keep, in all threads; the last one read comes last."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._entries: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0

    def find(self, key: str) -> _Kept | None:
        with self.lock:
            kept = self._entries.get(key)
            if kept is None:
                return None
            if kept.expires is not None and kept.expires <= time.time():
                self.remove(key)
                return None
            self._entries.move_to_end(key)
            return kept

    def put(self, key: str, kept: _Kept, max_bytes: int) -> None:
        with self.lock:
            self.remove(key)
            if kept.size > max_bytes // 4:
                return
            while self._size + kept.size > max_bytes:
                self.remove(next(iter(self._entries)))
            self._entries[key] = kept
            self._size += kept.size

    def remove(self, key: str) -> bool:
        with self.lock:
            kept = self._entries.pop(key, None)
            if kept is not None:
                self._size -= kept.size
            return kept is not None

    def clear(self) -> None:
        with self.lock:
            self._entries.clear()
            self._size = 0


_SHELVES: dict[str, _Shelf] = {}
_MISSING = object()
