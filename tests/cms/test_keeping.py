import pytest

from cms import keeping
from cms.keeping import Shelf, forget


@pytest.fixture
def shelf():
    return Shelf(10)


def test_what_is_kept_makes_room_for_what_comes(shelf):
    kept = {}
    for name in "abc":
        shelf.keep(kept, name, name.upper(), 4)
    assert len(kept) == 2
    assert shelf.size == 8


def test_what_is_read_in_turn_is_found_as_far_as_there_is_room():
    shelf, kept, found = Shelf(80), {}, 0
    for name in list(range(100)) * 20:
        if name in kept:
            found += 1
        else:
            shelf.keep(kept, name, object(), 1)
    assert found > 1000


def test_several_dictionaries_share_the_room(shelf):
    one, two = {}, {}
    shelf.keep(one, "a", "A", 6)
    shelf.keep(two, "a", "other", 6)
    assert len(one) + len(two) == 1


def test_what_was_kept_by_the_same_key_gives_way(shelf):
    kept = {}
    shelf.keep(kept, "a", "first", 4)
    shelf.keep(kept, "a", "second", 4)
    assert kept == {"a": "second"}


def test_what_took_the_place_of_another_stays_when_that_one_goes(shelf, monkeypatch):
    monkeypatch.setattr(keeping, "randrange", lambda end: 0)
    kept = {}
    for name, value in (("a", "first"), ("a", "second"), ("b", "other")):
        shelf.keep(kept, name, value, 4)
    assert kept == {"a": "second", "b": "other"}


def test_what_gave_way_takes_no_room_for_ever(shelf):
    kept = {}
    for number in range(100):
        shelf.keep(kept, "a", number, 4)
    assert shelf.size == 8


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


def test_all_shelves_of_a_process_can_be_emptied(shelf):
    kept = {}
    shelf.keep(kept, "a", "A", 4)
    forget()
    assert kept == {}
