import pytest

from cms.keeping import Shelf


@pytest.fixture
def shelf():
    return Shelf(10)


def test_what_was_kept_first_makes_room(shelf):
    kept = {}
    for name in "abc":
        shelf.keep(kept, name, name.upper(), 4)
    assert kept == {"b": "B", "c": "C"}
    assert shelf.size == 8


def test_several_dictionaries_share_the_room(shelf):
    one, two = {}, {}
    shelf.keep(one, "a", "A", 6)
    shelf.keep(two, "a", "other", 6)
    assert (one, two) == ({}, {"a": "other"})


def test_what_two_threads_make_at_once_is_counted_once(shelf):
    kept = {}
    shelf.keep(kept, "a", "first", 4)
    shelf.keep(kept, "a", "second", 4)
    assert kept == {"a": "first"}
    assert shelf.size == 4


def test_what_is_larger_than_all_the_room_is_not_kept(shelf):
    kept = {}
    shelf.keep(kept, "a", "A", 11)
    assert kept == {}
    assert shelf.size == 0


def test_everything_can_be_forgotten(shelf):
    kept = {}
    shelf.keep(kept, "a", "A", 4)
    shelf.clear()
    assert kept == {}
    assert shelf.size == 0
