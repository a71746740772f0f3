"""Where answers are kept."""

import logging
import threading
import time
from typing import Any

from django.core.cache import caches

from cms.delivery.answers import Answer

logger = logging.getLogger(__name__)

#: The cache of ``settings.CACHES`` that answers are kept in.
ALIAS = "responses"

#: For how many seconds a cache that failed is left alone. One that does not answer at all takes a
#: second for each question, and a request has several.
PAUSE = 5


class KeptAnswers:
    """The answers in one of Django's caches. Where that fails, there are none for a while."""

    def __init__(self) -> None:
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
        return self._ask("get", key)  # type: ignore[no-any-return]

    def set(self, key: str, answer: Answer) -> None:
        """Keep an answer for as long as the cache likes."""
        self._ask("set", key, answer)

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

    def _ask(self, method: str, *arguments: Any) -> Any:
        if self._left_alone_until and time.monotonic() < self._left_alone_until:
            return None
        try:
            return getattr(self.cache, method)(*arguments)
        except Exception:  # each cache has exceptions of its own
            logger.warning("The response cache fails, and is left alone.", exc_info=True)
            self._left_alone_until = time.monotonic() + PAUSE
            return None
