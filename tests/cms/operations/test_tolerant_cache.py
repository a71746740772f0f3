"""What Wagtail and Django keep in Redis, where Redis fails."""

import pytest

from cms.operations.tolerant_cache import TolerantRedisCache
from tests.redis import new_redis


@pytest.fixture
def redis():
    with new_redis() as server:
        yield server


@pytest.fixture
def kept(redis, monkeypatch):
    monkeypatch.setattr(TolerantRedisCache, "_left_alone_until", 0.0)
    return TolerantRedisCache(redis.address, {})


def test_it_keeps_what_it_is_given(kept):
    kept.set("door", "blue")

    assert kept.get("door") == "blue"
    assert kept.get_or_set("wall", lambda: "white") == "white"


def test_where_the_server_is_down_it_has_nothing_and_nobody_is_stopped(kept, redis):
    kept.set("door", "blue")
    redis.stop()

    assert kept.get("door", "none") == "none"
    assert kept.get_or_set("wall", lambda: "white") == "white"
    assert kept.get_many(["door"]) == {}
    kept.set("door", "green")
    kept.delete("door")


def test_a_server_that_failed_is_left_alone_for_a_while_and_then_asked_again(
    kept, redis, monkeypatch
):
    redis.stop()
    kept.get("door")
    redis.start()
    kept.set("door", "blue")
    assert kept.get("door") is None

    monkeypatch.setattr(TolerantRedisCache, "_left_alone_until", 0.0)
    kept.set("door", "blue")
    assert kept.get("door") == "blue"
