import pytest

from cms.delivery.memory import MemoryCache


@pytest.fixture
def cache(request):
    return MemoryCache(request.node.name, {"TIMEOUT": None, "OPTIONS": {"MAX_BYTES": 4000}})


def test_a_value_is_given_as_it_is(cache):
    value = (b"body",)
    cache.set("a", value)

    assert cache.get("a") is value
    assert cache.get("b", "nothing") == "nothing"


def test_what_was_not_read_for_the_longest_time_makes_room(cache):
    for name in "abcd":
        cache.set(name, bytes(900))
    cache.get("a")
    cache.set("e", bytes(900))

    assert {name for name in "abcde" if cache.get(name)} == {"a", "c", "d", "e"}


def test_a_value_that_is_replaced_takes_its_room_once(cache):
    for _ in range(20):
        cache.set("a", bytes(900))
    cache.set("b", bytes(900))

    assert cache.get("a")
    assert cache.get("b")


def test_what_would_leave_no_room_for_others_is_not_kept(cache):
    cache.set("a", bytes(900))
    cache.set("b", bytes(1100))

    assert cache.get("a")
    assert cache.get("b") is None


def test_a_value_expires(cache):
    cache.set("a", b"body", timeout=-1)

    assert cache.get("a") is None
    assert cache.add("a", b"body")


def test_what_is_there_is_not_added(cache):
    assert cache.add("a", b"first")
    assert not cache.add("a", b"second")
    assert cache.get("a") == b"first"


def test_a_value_lives_on_when_it_is_touched(cache):
    cache.set("a", b"body")

    assert cache.touch("a", -1)
    assert cache.get("a") is None
    assert not cache.touch("a")


def test_values_are_deleted(cache):
    cache.set("a", b"body")
    cache.set("b", b"body")

    assert cache.delete("a")
    assert not cache.delete("a")
    cache.clear()
    assert cache.get("b") is None
