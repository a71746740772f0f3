"""``categories/``, ``authors/``, ``archive/``, and the filters that posts declare."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    link_authors,
    translate,
)


@pytest.fixture
def posts(publication):
    """A post on film by Ada in June, in English and Hebrew; and one of nothing, in July."""
    film = CategoryFactory(name_en="Film", name_he="קולנוע", slug="film")
    ada = AuthorFactory(name_en="Ada", slug="ada")
    june = PostFactory(parent=publication.indexes["en"], date=datetime.date(2026, 6, 12))
    hebrew = translate(june, "he", publication.indexes["he"], date=june.date)
    for post in (june, hebrew):
        post.categories = [film]
        post.tags.add("Tinghir")
        link_authors(post, ada)
        post.save()
    july = PostFactory(parent=publication.indexes["en"], date=datetime.date(2026, 7, 3))
    return {"june": june, "hebrew": hebrew, "july": july}


def ids(answer):
    return [item["id"] for item in answer["items"]]


def test_a_category_is_named_in_the_language_that_is_asked_for(api, posts):
    assert api("categories/film/", locale="he")["name"] == "קולנוע"


@pytest.mark.parametrize(("locale", "count"), [("en", 1), ("fr", 0), ("he", 1)])
@pytest.mark.parametrize("address", ["categories/film/", "authors/ada/"])
def test_posts_are_counted_in_the_language_that_is_asked_for(api, posts, address, locale, count):
    assert api(address, locale=locale)["post_count"] == count


def test_what_is_not_public_is_not_counted(api, posts):
    PageViewRestriction.objects.create(page=posts["june"], restriction_type="login")
    assert api("categories/film/", locale="en")["post_count"] == 0
    posts["hebrew"].unpublish()
    assert api("categories/film/", locale="he")["post_count"] == 0


def test_a_slug_that_there_is_not_is_not_found(api, posts):
    assert api("categories/food/", status=404)["message"] == "not found"


@pytest.mark.parametrize(
    ("locale", "ordered"),
    [("en", ["film", "music"]), ("fr", ["film", "music"]), ("he", ["music", "film"])],
)
def test_categories_are_ordered_by_the_names_that_are_given(api, publication, locale, ordered):
    CategoryFactory(slug="film", name_en="Film", name_fr="Cinéma", name_he="קולנוע")
    CategoryFactory(slug="music", name_en="Music", name_fr="Musique", name_he="זמר")

    def slugs(order):
        return [row["slug"] for row in api("categories/", locale=locale, order=order)["items"]]

    assert slugs("name") == ordered
    assert slugs("-name") == ordered[::-1]


def test_a_category_is_found_by_the_name_that_is_given(api, posts):
    for locale, name, count in (("he", "קולנוע", 1), ("he", "Film", 0), ("en", "Film", 1)):
        answer = api("categories/", locale=locale, name=name)
        assert answer["meta"]["total_count"] == count, (locale, name)


@pytest.mark.parametrize("address", ["categories/", "authors/"])
@pytest.mark.parametrize("name", ["search", "search_operator"])
def test_what_is_not_in_the_index_cannot_be_searched(api, posts, address, name):
    assert name in api(address, status=400, **{name: "film"})["message"]


def test_many_categories_cost_as_many_queries_as_one(api, posts, django_assert_max_num_queries):
    with django_assert_max_num_queries(5) as one:
        api("categories/")
    CategoryFactory.create_batch(10)
    with django_assert_max_num_queries(len(one)):
        assert len(api("categories/")["items"]) == 11


def test_the_archive_counts_posts_by_year_and_month_the_latest_first(api, posts):
    assert api("archive/", locale="en") == {
        "meta": {"total_count": 2},
        "items": [
            {
                "year": 2026,
                "count": 2,
                "months": [{"month": 7, "count": 1}, {"month": 6, "count": 1}],
            }
        ],
    }


def test_the_archive_of_a_language_without_posts_is_empty(api, posts):
    assert api("archive/", locale="fr")["items"] == []


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"category": "film"}, ["june", "hebrew"]),
        ({"category": "film", "locale": "he"}, ["hebrew"]),
        ({"author": "ada", "locale": "en"}, ["june"]),
        ({"tag": "tinghir", "locale": "en"}, ["june"]),
        ({"category": "food"}, []),
        ({"date_from": "2026-07-01"}, ["july"]),
        ({"date_to": "2026-06-30", "locale": "en"}, ["june"]),
        ({"date_from": "2026-06-12", "date_to": "2026-06-12", "locale": "he"}, ["hebrew"]),
    ],
)
@pytest.mark.parametrize("typed", [{}, {"type": "blog.BlogPage"}], ids=["any type", "posts"])
def test_posts_are_filtered_by_what_they_declare(api, posts, parameters, found, typed):
    assert set(ids(api("pages/", **parameters, **typed))) == {posts[name].pk for name in found}


@pytest.mark.parametrize("order", ["date", "-date"])
def test_posts_are_ordered_by_date_in_both_directions(api, posts, order):
    answer = api("pages/", type="blog.BlogPage", locale="en", order=order)
    expected = [posts["june"].pk, posts["july"].pk]
    assert ids(answer) == (expected if order == "date" else expected[::-1])


@pytest.mark.parametrize("name", ["date_from", "date_to", "published_after"])
def test_a_date_that_is_none_is_an_error_that_names_the_parameter(api, posts, name):
    assert api("pages/", status=400, **{name: "June"})["message"].startswith(f"{name} must be")


def test_a_filter_that_a_type_does_not_declare_is_unknown_to_it(api, posts):
    answer = api("pages/", status=400, type="home.HomePage", category="film")
    assert "category" in answer["message"]


def test_the_head_of_a_post_has_what_a_page_head_needs(api, posts):
    post = posts["hebrew"]
    post.lead_image, post.search_description = PhotoFactory(), "על דלתות"
    post.save()

    head = api(f"pages/{post.pk}/")["meta"]["head"]

    assert head["title"] == post.title
    assert head["description"] == "על דלתות"
    assert head["canonical"] == api(f"pages/{post.pk}/")["meta"]["html_url"]
    assert head["picture"]["id"] == post.lead_image.pk
    assert head["json_ld"]["@type"] == "BlogPosting"


def test_the_head_of_a_page_that_is_no_post_has_no_schema_org_data(api, publication):
    assert api(f"pages/{publication.homes['en'].pk}/")["meta"]["head"]["json_ld"] is None
