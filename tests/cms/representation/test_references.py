from dataclasses import dataclass, field

import pytest

from cms.representation.references import Fetched, Kind, Reading, References
from cms.representation.scalars import Plain


@dataclass(frozen=True)
class Shelf(Kind):
    """Things by key, which remembers what it was asked for."""

    name: str
    things: dict = field(default_factory=dict, compare=False)
    asked: list = field(default_factory=list, compare=False)
    within: Kind | None = None

    def fetch(self, keys, reading):
        self.asked.append(sorted(keys))
        return {key: self.things[key] for key in keys if key in self.things}


class Follow(Plain):
    """Notes a key on another shelf, taken from the thing."""

    def __init__(self, shelf):
        super().__init__()
        self.shelf = shelf

    def collect(self, raw, references):
        references.add(self.shelf, raw)


@pytest.fixture
def references():
    return References(Reading(None))


def test_all_of_a_kind_is_fetched_at_once_and_each_key_once(references):
    shelf = Shelf("books", {1: "one", 2: "two"})
    for key in (1, 2, 1):
        references.add(shelf, key)
    fetched = references.fetch()
    assert shelf.asked == [[1, 2]]
    assert [fetched.get(shelf, key) for key in (1, 2)] == ["one", "two"]


def test_kinds_that_say_the_same_are_one_kind(references):
    first, second = Shelf("books", {1: "one"}), Shelf("books", {1: "one"})
    references.add(first, 1)
    references.add(second, 1)
    references.fetch()
    assert first.asked + second.asked == [[1]]


def test_what_is_not_found_is_none(references):
    shelf = Shelf("books")
    references.add(shelf, 4711)
    assert references.fetch().get(shelf, 4711) is None


def test_what_was_never_asked_for_is_none():
    assert Fetched(Reading(None)).get(Shelf("books"), 1) is None


def test_what_a_fetched_thing_refers_to_is_fetched_too(references):
    authors = Shelf("authors", {7: "Idit"})
    books = Shelf("books", {1: 7})
    references.add(books, 1, Follow(authors))
    assert references.fetch().get(authors, 7) == "Idit"


def test_all_that_is_known_is_fetched_before_what_it_refers_to(references):
    authors = Shelf("authors", {7: "Idit", 8: "Sami"})
    books = Shelf("books", {1: 7, 2: 8})
    references.add(books, 1, Follow(authors))
    references.add(authors, 8)
    references.add(books, 2, Follow(authors))
    references.fetch()
    assert books.asked == [[1, 2]]
    assert authors.asked == [[8], [7]]


def test_things_that_refer_to_each_other_come_to_an_end(references):
    shelf = Shelf("books", {1: 2, 2: 1})
    follow = Follow(shelf)
    follow.collect = lambda raw, references: references.add(shelf, raw, follow)
    references.add(shelf, 1, follow)
    references.fetch()
    assert shelf.asked == [[1], [2]]


def test_a_kind_that_is_fetched_anyway_serves_for_those_within_it(references):
    books = Shelf("books", {1: "one", 2: "two"})
    novels = Shelf("novels", within=books)
    references.add(books, 1)
    references.add(novels, 2)
    fetched = references.fetch()
    assert fetched.get(novels, 2) == "two"
    assert (books.asked, novels.asked) == ([[1, 2]], [])


def test_a_kind_within_another_is_fetched_by_itself_where_nobody_wants_more(references):
    books = Shelf("books", {2: "all of it"})
    novels = Shelf("novels", {2: "the title"}, within=books)
    references.add(novels, 2)
    assert references.fetch().get(novels, 2) == "the title"
    assert books.asked == []


def test_what_is_supplied_is_not_fetched(references):
    authors = Shelf("authors", {7: "Idit"})
    books = Shelf("books")
    references.supply(books, 1, 7, Follow(authors))
    fetched = references.fetch()
    assert books.asked == []
    assert fetched.get(books, 1) == 7
    assert fetched.get(authors, 7) == "Idit"


def test_a_reading_loads_a_thing_once():
    loaded = []
    reading = Reading(None)

    def load(of):
        loaded.append(of)
        return "loaded"

    assert [reading.once(load), reading.once(load)] == ["loaded", "loaded"]
    assert loaded == [reading]
