"""Categories, authors, and the archive in the built-in reader."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import PostFactory


def titles(page):
    return [heading.get_text() for heading in page.select("article h2")]


@pytest.mark.parametrize("path", ["categories/film/", "authors/ada/"])
@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_list_has_the_posts_of_its_language(story, publication, read, path, code):
    PostFactory(parent=publication.indexes[code], title="Something else")

    page = read(f"/{code}/{path}")
    assert titles(page) == [story.posts[code].title]
    name = getattr(story.category if "film" in path else story.author, f"name_{code}")
    assert page.h1.get_text() == name
    assert page.html["lang"] == code


def test_a_post_leads_to_its_categories_and_authors(story, read):
    page = read(story.posts["he"].url)

    assert page.select_one(".opening .kicker a")["href"] == "/he/categories/film/"
    assert page.select_one(".opening .byline a")["href"] == "/he/authors/ada/"


def test_a_list_names_itself_in_the_other_languages(story, read):
    page = read("/he/categories/film/")

    found = {link["hreflang"]: link["href"] for link in page.find_all("link", hreflang=True)}
    assert found["fr"].endswith("/fr/categories/film/")
    assert page.find("link", rel="canonical")["href"].endswith("/he/categories/film/")
    languages = [link["href"] for link in page.select("nav.languages a")]
    assert languages == [f"/{code}/categories/film/" for code in ("en", "fr", "he")]


def test_a_language_in_which_it_has_no_posts_is_not_named(story, read):
    story.posts["fr"].unpublish()
    page = read("/he/categories/film/")

    assert {link["hreflang"] for link in page.find_all("link", hreflang=True)} == {"en", "he"}


@pytest.mark.parametrize(
    "path",
    [
        "categories/nobody/",
        "authors/nobody/",
        "archive/1999/",
        "archive/2024/13/",
        "archive/2024/00/",
        "archive/9999/",
    ],
)
def test_what_there_is_not_is_not_found(story, client, path):
    assert client.get(f"/en/{path}").status_code == 404


def test_the_archive_counts_the_posts_of_each_month(story, publication, read):
    PostFactory(parent=publication.indexes["he"], date=date(2024, 5, 9))
    PostFactory(parent=publication.indexes["he"], date=date(2023, 12, 1))

    page = read("/he/archive/")
    assert [heading.get_text() for heading in page.select(".archive h2")] == ["2024", "2023"]
    months = {link["href"]: link.parent.get_text() for link in page.select(".archive li a")}
    assert months == {"2024/05/": "מאי (2)", "2023/12/": "דצמבר (1)"}


def test_a_month_has_its_posts_only(story, publication, read):
    PostFactory(parent=publication.indexes["en"], title="June", date=date(2024, 6, 1))

    assert titles(read("/en/archive/2024/05/")) == ["Doors"]
    assert titles(read("/en/archive/2024/")) == ["June", "Doors"]
    assert read("/fr/archive/2024/05/").h1.get_text() == "mai 2024"


def test_what_is_not_public_is_in_no_list(story, publication, read):
    hidden = PostFactory(parent=publication.indexes["en"], title="Hush", date=date(2024, 5, 2))
    hidden.categories = [story.category]
    hidden.save()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    for path in ("categories/film/", "archive/", "archive/2024/", "archive/2024/05/"):
        assert "Hush" not in read(f"/en/{path}").get_text()
    assert "(1)" in read("/en/archive/").get_text()


def test_a_post_leads_to_those_beside_it(publication, read):
    index = publication.indexes["en"]
    first, second, third = (
        PostFactory(parent=index, title=f"Day {day}", date=date(2024, 1, day)) for day in (1, 2, 3)
    )
    PostFactory(parent=index, title="Hush", date=date(2024, 1, 2), live=False)

    beside = read(second.url).select_one("nav.neighbours")
    assert beside.find("a", rel="prev")["href"] == first.url
    assert beside.find("a", rel="next")["href"] == third.url
    assert read(first.url).select_one("nav.neighbours").find("a", rel="prev") is None
    assert read(third.url).select_one("nav.neighbours").find("a", rel="next") is None


def test_posts_of_one_day_are_beside_each_other(publication, read):
    index = publication.indexes["en"]
    posts = [PostFactory(parent=index, date=date(2024, 1, 1)) for _ in range(3)]

    beside = read(posts[1].url).select_one("nav.neighbours")
    found = {beside.find("a", rel=rel)["href"] for rel in ("prev", "next")}
    assert found == {posts[0].url, posts[2].url}


def test_related_are_those_chosen_and_then_those_of_the_same_category(story, publication, read):
    for title in ("Windows", "Gates", "Locks", "Keys"):
        post = PostFactory(parent=publication.indexes["en"], title=title)
        post.categories = [story.category]
        post.save()
    PostFactory(parent=publication.indexes["en"], title="Songs")

    related = [link.get_text() for link in read(story.posts["en"].url).select(".related a")]
    assert len(related) == 3
    assert set(related) < {"Windows", "Gates", "Locks", "Keys"}


def test_the_page_of_a_list_takes_as_many_queries_with_many_posts(story, publication, client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/categories/film/")
        return len(queries)

    one = count()
    for _ in range(11):
        post = PostFactory(parent=publication.indexes["en"])
        post.categories = [story.category]
        post.save()
    assert count() == one
