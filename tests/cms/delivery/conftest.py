"""What the tests of delivery share: servers that play, or are, those around Mosaic."""

import pytest
from django.core.cache import caches

from cms.environment import engines
from tests.redis import new_redis
from tests.server import serving


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def _redis():
    with new_redis() as redis:
        yield redis


@pytest.fixture
def redis(_redis, settings):
    """A Redis server that answers are kept in: empty, and up, also after it was stopped."""
    _redis.start()
    settings.CACHES = {
        **settings.CACHES,
        "responses": {
            **engines.cache(_redis.address),
            "KEY_PREFIX": "responses",
            "TIMEOUT": 24 * 60 * 60,
        },
    }
    caches["responses"].clear()
    return _redis
