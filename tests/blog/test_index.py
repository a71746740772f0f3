"""The list of all posts of a language."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from blog.models import POSTS_PER_PAGE
from tests.factories import PostFactory


def make_posts(index, number: int) -> None:
    """Posts titled 1, 2, …; the last is the newest."""
    for day in range(1, number + 1):
        date = datetime.date(2026, 1, 1) + datetime.timedelta(days=day)
        PostFactory(parent=index, title=f"Post number {day}", date=date)


@pytest.fixture
def listed(read):
    """The titles on a page of an index."""

    def on(path: str) -> list[str]:
        return [article.find(["h2", "h3"]).get_text() for article in read(path).select("article")]

    return on


def test_a_list_has_a_dozen_posts_to_a_page(publication, listed):
    make_posts(publication.indexes["en"], POSTS_PER_PAGE + 1)

    assert len(listed("/en/stories/")) == POSTS_PER_PAGE == 12


def test_posts_are_listed_from_new_to_old_over_all_pages(publication, listed):
    make_posts(publication.indexes["en"], 14)

    first, second = listed("/en/stories/"), listed("/en/stories/?page=2")

    assert [*first, *second] == [f"Post number {day}" for day in range(14, 0, -1)]


def test_the_pages_of_a_list_lead_to_one_another(publication, read):
    make_posts(publication.indexes["en"], 25)

    first, second, third = (read(f"/en/stories/?page={number}") for number in (1, 2, 3))

    assert first.find("a", rel="next")["href"] == "?page=2"
    assert first.find("a", rel="prev") is None
    assert second.find("a", rel="prev")["href"] == "?page=1"
    assert second.find("a", rel="next")["href"] == "?page=3"
    assert third.find("a", rel="next") is None


def test_a_list_of_one_page_leads_nowhere(publication, read):
    make_posts(publication.indexes["en"], 12)

    assert read("/en/stories/").find("a", rel=["next", "prev"]) is None


@pytest.mark.parametrize(
    ("page", "first"), [("last", 13), ("", 13), ("0", 1), ("-1", 1), ("99", 1), ("9" * 30, 1)]
)
def test_any_page_number_gives_a_page(publication, listed, page, first):
    make_posts(publication.indexes["en"], 13)

    assert listed(f"/en/stories/?page={page}")[0] == f"Post number {first}"


def test_a_null_byte_for_a_page_number_gives_the_first_page(publication, listed):
    make_posts(publication.indexes["en"], 1)

    assert listed("/en/stories/?page=%00") == ["Post number 1"]


def test_each_language_lists_its_own_posts(publication, listed):
    PostFactory(parent=publication.indexes["en"], title="Dessert")
    PostFactory(parent=publication.indexes["he"], title="קינוח")

    assert listed("/he/סיפורים/") == ["קינוח"]


def test_a_draft_is_not_listed(publication, listed):
    PostFactory(parent=publication.indexes["en"], live=False)

    assert listed("/en/stories/") == []


def test_a_restricted_post_is_not_listed(publication, listed):
    post = PostFactory(parent=publication.indexes["en"])
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)

    assert listed("/en/stories/") == []


def test_an_empty_list_is_a_page(publication, read):
    assert read("/en/stories/").h1.get_text() == "Stories"


def test_a_listed_post_leads_to_its_page_in_its_own_language(publication, read):
    post = PostFactory(parent=publication.indexes["he"], slug="הקינוח", title="הקינוח")

    link = read("/he/סיפורים/").main.find("a", string="הקינוח")

    assert link["href"] == post.url


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_the_home_page_of_a_language_shows_its_newest_posts(publication, read, code):
    make_posts(publication.indexes[code], 9)

    titles = [
        article.find(["h2", "h3"]).get_text() for article in read(f"/{code}/").select("article")
    ]

    assert titles == [f"Post number {day}" for day in range(9, 2, -1)]


def test_the_home_page_shows_no_posts_of_another_language(publication, read):
    make_posts(publication.indexes["en"], 1)

    assert read("/fr/").select("article") == []


def test_every_later_page_of_a_list_has_an_address_of_its_own(publication, read):
    make_posts(publication.indexes["en"], 13)

    canonical = [
        read(f"/en/stories/{query}").find("link", rel="canonical")["href"]
        for query in ("", "?page=2")
    ]

    assert canonical[1] == f"{canonical[0]}?page=2"
