"""Where answers are kept."""

import logging
import threading
import time
from typing import Any

from django.core.cache import caches

from cms.delivery.answers import Answer
from cms.delivery.memory import MemoryCache
from cms.operations.errors import log_failure

logger = logging.getLogger(__name__)

#: The cache of ``settings.CACHES`` that answers are kept in.
ALIAS = "responses"

#: For how many seconds a cache that failed is left alone. One that does not answer at all takes a
#: second for each question, and a request has several.
PAUSE = 5


#: How many bytes of a shared cache's answers a process keeps in its own memory, too.
NEAR_BYTES = 32 * 1024 * 1024


class KeptAnswers:
    """The answers in one of Django's caches. Where that fails, there are none for a while.

    What is read from a cache on another machine is also kept near: an answer never changes, since
    its key names the version that it is of.
    """

    def __init__(self) -> None:
        self._near = MemoryCache(
            f"near {id(self)}", {"OPTIONS": {"MAX_BYTES": NEAR_BYTES}, "TIMEOUT": None}
        )
        self._near.clear()
        self._of_thread = threading.local()
        self._left_alone_until = 0.0

    @property
    def cache(self) -> Any:
        """The thread's cache. Django looks it up anew each time, which costs more than reading."""
        cache = getattr(self._of_thread, "cache", None)
        if cache is None:
            cache = self._of_thread.cache = caches[ALIAS]
        return cache

    def get(self, key: str) -> Answer | None:
        """Return an answer that was kept, or None."""
        cache = self.cache
        if isinstance(cache, MemoryCache):
            return cache.get(key)  # type: ignore[no-any-return]
        near: Answer | None = self._near.get(key)
        if near is not None:
            return near
        answer: Answer | None = self._ask("get", key)
        if answer is not None:
            self._keep_near(key, answer)
        return answer

    def set(self, key: str, answer: Answer) -> None:
        """Keep an answer for as long as the cache likes."""
        self._ask("set", key, answer)
        self._keep_near(key, answer)

    def take(self, key: str, seconds: int) -> bool | None:
        """Take what only one at a time can have, in all processes that share the cache.

        Returns:
            Whether it was free; None where the cache fails.
        """
        return self._ask("add", key, True, seconds)  # type: ignore[no-any-return]

    def is_taken(self, key: str) -> bool:
        """Whether somebody has it; no where the cache fails."""
        return bool(self._ask("get", key))

    def give_back(self, key: str) -> None:
        """Let others have it."""
        self._ask("delete", key)

    def _keep_near(self, key: str, answer: Answer) -> None:
        if not isinstance(self.cache, MemoryCache):
            self._near.set(key, answer)

    def _ask(self, method: str, *arguments: Any) -> Any:
        if self._left_alone_until and time.monotonic() < self._left_alone_until:
            return None
        try:
            return getattr(self.cache, method)(*arguments)
        except Exception as error:  # each cache has exceptions of its own
            message = "The response cache fails, and is left alone."
            log_failure(logger, logging.WARNING, message, error=error)
            self._left_alone_until = time.monotonic() + PAUSE
            return None
