"""Mosaic's settings, with the addresses that are compared."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"

# All publications that are measured have one Redis, and the same keys in their databases.
for _cache in CACHES.values():  # noqa: F405
    _cache["KEY_PREFIX"] = VAR_DIR.name  # noqa: F405
