"""One backend a process: its client keeps connections, which Wagtail's next question can use."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any


def kept(backend: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """Return what gives the same backend whenever it is given the same settings."""

    @lru_cache(maxsize=4)
    def make(settings: str) -> Any:
        return backend(json.loads(settings))

    return lambda params: make(json.dumps(params, sort_keys=True))
