"""Where answers are kept."""

import logging
import threading
from typing import Any

from django.core.cache import caches

from cms.delivery.answers import Answer

logger = logging.getLogger(__name__)

#: The cache of ``settings.CACHES`` that answers are kept in.
ALIAS = "responses"


class KeptAnswers:
    """The answers in one of Django's caches. Where that fails, there are none."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    @property
    def cache(self) -> Any:
        """The thread's cache. Django looks it up anew each time, which costs more than reading."""
        cache = getattr(self._of_thread, "cache", None)
        if cache is None:
            cache = self._of_thread.cache = caches[ALIAS]
        return cache

    def get(self, key: str) -> Answer | None:
        """Return an answer that was kept, or None."""
        try:
            return self.cache.get(key)  # type: ignore[no-any-return]
        except Exception:  # each cache has exceptions of its own
            logger.warning("The response cache cannot be read.", exc_info=True)
            return None

    def set(self, key: str, answer: Answer) -> None:
        """Keep an answer for as long as the cache likes."""
        try:
            self.cache.set(key, answer)
        except Exception:  # as above
            logger.warning("The response cache cannot be written.", exc_info=True)
