"""A cache that may be away."""

import logging
import time
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from cms.operations.errors import in_short

logger = logging.getLogger(__name__)

#: For how many seconds a server that failed is left alone: one that hangs takes time to ask.
PAUSE = 5


class TolerantRedisCache(RedisCache):
    """Django's cache in Redis, which has nothing where the server fails.

    What Wagtail and Django keep is there to save work. Without it, they work.
    """

    #: Of all of them in the process: Django makes one for each thread.
    _left_alone_until = 0.0

    def _ask(self, method: str, otherwise: Any, *arguments: Any, **options: Any) -> Any:
        if time.monotonic() < TolerantRedisCache._left_alone_until:
            return otherwise
        try:
            return getattr(super(), method)(*arguments, **options)
        except RedisError as error:
            logger.warning("The cache fails, and is left alone. %s", in_short(error))
            TolerantRedisCache._left_alone_until = time.monotonic() + PAUSE
            return otherwise

    def add(self, key: Any, value: Any, *rest: Any, **options: Any) -> bool:
        return bool(self._ask("add", True, key, value, *rest, **options))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", default, key, default, version=version)

    def set(self, key: Any, value: Any, *rest: Any, **options: Any) -> None:
        self._ask("set", None, key, value, *rest, **options)

    def touch(self, key: Any, *rest: Any, **options: Any) -> bool:
        return bool(self._ask("touch", False, key, *rest, **options))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("delete", False, key, version=version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        found: dict[Any, Any] = self._ask("get_many", {}, keys, version=version)
        return found

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("has_key", False, key, version=version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask("incr", delta, key, delta, version=version))

    def set_many(self, data: Any, *rest: Any, **options: Any) -> list[Any]:
        failed: list[Any] = self._ask("set_many", list(data), data, *rest, **options)
        return failed

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._ask("delete_many", None, keys, version=version)

    def clear(self) -> None:
        self._ask("clear", None)
