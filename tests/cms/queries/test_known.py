"""Rows that were read before cost no parsing, and are never older than the database."""

import pytest
from orjson import loads
from wagtail.models import Page

from blog.models import BlogPage, Category
from cms.keeping import Shelf
from cms.queries import known
from cms.queries.among import Keys
from cms.queries.listed import values_of
from cms.queries.rows import key_of, row_of
from cms.queries.statement import Statement, ask_together
from tests.factories import CategoryFactory, PhotoFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def instances():
    return Statement(lambda: Category.objects.filter(pk__among=Keys()).order_by("slug"))


@pytest.fixture
def names():
    categories = Category.objects.filter(pk__among=Keys()).order_by("slug")
    return Statement(lambda: values_of(categories, "pk", "name_en"))


@pytest.fixture
def ask(instances, names):
    """Asks for both at once, which has them come as JSON on every kind of database."""

    def ask(*categories):
        given = {"keys": [category.pk for category in categories]}
        return ask_together([(instances, given), (names, given)])

    return ask


@pytest.fixture
def parsed(monkeypatch):
    """All lines of JSON that are parsed."""
    lines = []

    def noting(line):
        lines.append(line)
        return loads(line)

    monkeypatch.setattr(known.orjson, "loads", noting)
    return lines


def test_the_rows_come_in_their_order(ask):
    second, first = CategoryFactory(slug="second"), CategoryFactory(slug="first")
    found, pairs = ask(second, first)
    assert found == [first, second]
    assert pairs == [(first.pk, first.name_en), (second.pk, second.name_en)]


def test_nothing_is_found_where_there_is_nothing(ask):
    gone = Category(pk=918273645)
    assert ask(gone) == [[], []]


@pytest.mark.parametrize("name", ["Two\nlines", "Two\u2028lines", 'Quotes "and" \\ more', "שלום"])
def test_any_text_comes_whole(ask, name):
    category = CategoryFactory(name_en=name)
    [found], [pair] = ask(category)
    assert (found.name_en, pair[1]) == (name, name)


def test_a_row_that_was_read_before_is_not_parsed_again(ask, parsed):
    category = CategoryFactory()
    ask(category)
    assert len(parsed) == 2
    ask(category)
    assert len(parsed) == 2


def test_a_row_that_has_changed_is_read_anew(ask):
    category = CategoryFactory(name_en="Before")
    ask(category)
    Category.objects.filter(pk=category.pk).update(name_en="After")
    [found], [pair] = ask(category)
    assert (found.name_en, pair[1]) == ("After", "After")


def test_who_changes_an_instance_changes_no_other(ask):
    category = CategoryFactory(name_en="As it is")
    [[one], _] = ask(category)
    one.name_en = "Otherwise"
    [[other], _] = ask(category)
    assert other.name_en == "As it is"


def test_instances_of_the_same_row_say_so(ask):
    category = CategoryFactory()
    (one, _), (other, _) = (ask(category)[0] + [None] for _ in range(2))
    assert row_of(other) == row_of(one) is not None


def test_instances_of_two_rows_are_told_apart(ask):
    found, _ = ask(CategoryFactory(), CategoryFactory())
    one, other = map(row_of, found)
    assert one != other


def test_a_row_that_has_changed_is_another_one(ask):
    category = CategoryFactory(name_en="Before")
    [[before], _] = ask(category)
    Category.objects.filter(pk=category.pk).update(name_en="After")
    [[after], _] = ask(category)
    assert row_of(after) != row_of(before)


def test_what_came_otherwise_is_of_no_row():
    assert row_of(CategoryFactory()) is None


@pytest.fixture
def posts():
    """Posts come with their streams, which are in no JSON."""
    return Statement(lambda: BlogPage.objects.filter(pk__among=Keys()))


def test_posts_of_the_same_row_say_so(posts):
    post = PostFactory()
    [one], [other] = (posts.ask(keys=[post.pk]) for _ in range(2))
    assert row_of(other) == row_of(one) is not None


def test_a_post_whose_stream_has_changed_is_of_another_row(posts):
    post = PostFactory()
    [before] = posts.ask(keys=[post.pk])
    post.body = [("text", "<p>Otherwise.</p>")]
    post.save()
    [after] = posts.ask(keys=[post.pk])
    assert row_of(after) != row_of(before)
    assert "Otherwise" in str(after.body)


def test_what_is_joined_is_of_the_same_row():
    page = Statement(lambda: BlogPage.objects.select_related("lead_image").filter(pk__among=Keys()))
    post = PostFactory(lead_image=PhotoFactory())
    [found] = page.ask(keys=[post.pk])
    assert row_of(found.lead_image) == row_of(found) is not None


def test_what_wagtail_makes_of_an_instance_is_of_no_row():
    pages = Statement(lambda: Page.objects.filter(pk__among=Keys()))
    [page] = pages.ask(keys=[PostFactory().pk])
    assert row_of(page) is not None
    assert row_of(page.specific) is None


def test_rows_make_room_for_others(ask, parsed, monkeypatch):
    monkeypatch.setattr(known, "shelf", Shelf(1))
    category = CategoryFactory()
    ask(category)
    ask(category)
    assert len(parsed) == 4


def test_the_key_of_an_instance_is_what_django_says():
    post = PostFactory()
    assert [key_of(post), key_of(Category())] == [post.pk, None]
