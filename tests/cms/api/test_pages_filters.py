import datetime

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    link_authors,
    set_body,
    translate,
)


@pytest.fixture
def ask(api):
    """The titles of the pages that a listing gives, in order."""

    def get(**parameters):
        return [item["title"] for item in api("pages/", fields="_,title", **parameters)["items"]]

    return get


@pytest.fixture
def posts(publication):
    """Three posts in English, and a translation of the first into French."""
    index = publication.indexes["en"]
    doors = PostFactory(parent=index, title="Blue doors", slug="doors", date="2024-03-01")
    walls = PostFactory(parent=index, title="White walls", slug="walls", date="2024-01-01")
    tiles = PostFactory(parent=index, title="Blue tiles", slug="tiles", date="2024-02-01")
    translate(doors, "fr", publication.indexes["fr"], title="Portes bleues")
    return {"doors": doors, "walls": walls, "tiles": tiles}


POSTS = ["Blue doors", "White walls", "Blue tiles"]


# type


def test_pages_of_one_type_are_listed(posts, ask):
    assert ask(type="blog.BlogPage") == [*POSTS, "Portes bleues"]


def test_pages_of_several_types_are_listed(publication, ask):
    StandardPageFactory(parent=publication.homes["fr"], title="À propos")

    assert ask(type="home.StandardPage,home.HomePage") == [
        "Home",
        "Accueil",
        "À propos",
        "דף הבית",
    ]


def test_the_type_page_means_all_pages(posts, ask):
    assert ask(type="wagtailcore.Page") == ask()


# locale and translation_of


def test_pages_of_one_language_are_listed(publication, ask):
    assert ask(locale="he") == ["דף הבית", publication.indexes["he"].title]


def test_translations_of_a_page_are_listed_without_the_page(posts, ask):
    assert ask(translation_of=posts["doors"].pk) == ["Portes bleues"]
    assert ask(translation_of=posts["walls"].pk) == []


def test_the_translation_into_one_language_is_listed(publication, ask):
    home = publication.homes["en"].pk

    assert ask(translation_of=home) == ["Accueil", "דף הבית"]
    assert ask(translation_of=home, locale="he") == ["דף הבית"]
    assert ask(translation_of="root") == ["Accueil", "דף הבית"]


def test_a_draft_translation_is_not_listed(publication, posts, ask):
    translate(posts["walls"], "he", publication.indexes["he"], live=False)

    assert ask(translation_of=posts["walls"].pk) == []


# The tree


def test_the_children_of_a_page_are_listed(publication, posts, ask):
    assert ask(child_of=publication.indexes["en"].pk) == POSTS
    assert ask(child_of=publication.homes["en"].pk) == ["Stories"]


def test_the_children_of_the_root_are_those_of_the_home_page(publication, ask):
    assert ask(child_of="root") == ["Stories"]


def test_what_is_below_a_page_is_listed(publication, posts, ask):
    assert ask(descendant_of=publication.homes["en"].pk) == ["Stories", *POSTS]
    assert ask(descendant_of="root") == ["Stories", *POSTS]
    assert ask(descendant_of=publication.homes["fr"].pk) == ["Stories (fr)", "Portes bleues"]


def test_what_is_above_a_page_is_listed(posts, ask):
    assert ask(ancestor_of=posts["tiles"].pk) == ["Home", "Stories"]


def test_filters_are_combined(publication, posts, ask):
    assert ask(child_of=publication.indexes["en"].pk, type="home.HomePage") == []
    assert ask(descendant_of="root", type="blog.BlogPage", slug="walls") == ["White walls"]


def test_children_of_a_page_of_another_site_are_not_listed(publication, api):
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Else", slug="else"))
    Site.objects.create(hostname="other.example.org", root_page=home)

    error = api("pages/", child_of=home.pk, status=400)
    assert error == {"message": "child_of: parent page doesn't exist"}
    assert api("pages/", child_of=home.pk, site="other.example.org")["items"] == []


def test_the_root_is_that_of_the_site_that_is_asked_for(publication, ask):
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Else", slug="else"))
    StandardPageFactory(parent=home, title="Below")
    Site.objects.create(hostname="other.example.org", root_page=home)

    assert ask(child_of="root", site="other.example.org") == ["Below"]


# Fields


def test_pages_are_found_by_slug_raw_or_encoded(publication, ask, raw):
    assert ask(slug="סיפורים") == [publication.indexes["he"].title]
    encoded = raw("pages/?slug=%D7%A1%D7%99%D7%A4%D7%95%D7%A8%D7%99%D7%9D&fields=_,id")
    assert encoded.json()["items"] == [{"id": publication.indexes["he"].pk}]


def test_pages_are_found_by_their_whole_title(posts, ask):
    assert ask(title="Blue doors") == ["Blue doors"]
    assert ask(title="Blue") == []


def test_pages_shown_in_menus_are_listed(publication, ask):
    StandardPageFactory(parent=publication.homes["en"], title="About", show_in_menus=True)

    assert ask(show_in_menus="true") == ["About"]
    assert "About" not in ask(show_in_menus="false")


def test_posts_are_found_by_date(posts, ask):
    assert ask(type="blog.BlogPage", date="2024-01-01") == ["White walls"]


def test_posts_are_found_by_their_lead_photo(posts, ask):
    photo = PhotoFactory()
    posts["walls"].lead_image = photo
    posts["walls"].save()

    assert ask(type="blog.BlogPage", lead_image=photo.pk) == ["White walls"]


def test_posts_are_found_by_category(posts, ask):
    category = CategoryFactory()
    posts["tiles"].categories.add(category)
    posts["tiles"].save()

    assert ask(type="blog.BlogPage", categories=category.pk) == ["Blue tiles"]


def test_posts_are_found_by_one_tag_and_by_several(posts, ask):
    posts["doors"].tags.add("fez", "blue")
    posts["tiles"].tags.add("blue")
    for post in posts.values():
        post.save()

    assert ask(type="blog.BlogPage", tags="blue") == ["Blue doors", "Blue tiles"]
    assert ask(type="blog.BlogPage", tags="blue,fez") == ["Blue doors"]
    assert ask(type="blog.BlogPage", tags="nobody") == []


def test_the_last_of_repeated_parameters_counts(posts, raw):
    items = raw("pages/?slug=doors&slug=walls&fields=_,title").json()["items"]

    assert items == [{"title": "White walls"}]


# order, limit and offset


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("date", ["White walls", "Blue tiles", "Blue doors"]),
        ("-date", ["Blue doors", "Blue tiles", "White walls"]),
        ("title", ["Blue doors", "Blue tiles", "White walls"]),
        ("-slug", ["White walls", "Blue tiles", "Blue doors"]),
        ("intro,-date", ["Blue doors", "Blue tiles", "White walls"]),
    ],
)
def test_pages_are_ordered_by_their_fields(posts, ask, order, titles):
    assert ask(type="blog.BlogPage", locale="en", order=order) == titles


def test_what_an_order_does_not_tell_apart_comes_in_one_order_and_its_reverse(
    publication, api, posts
):
    for number in range(6):
        PostFactory(parent=publication.indexes["en"], date=f"2024-02-0{number % 2 + 1}")

    def ids(order, **parameters):
        listing = {"type": "blog.BlogPage", "locale": "en", "order": order, **parameters}
        return [item["id"] for item in api("pages/", **listing)["items"]]

    latest_last = ids("date")
    assert ids("-date") == latest_last[::-1]
    assert [ids("date", limit=1, offset=place)[0] for place in range(9)] == latest_last
    of_one_day = ids("date", date="2024-02-01")
    assert len(of_one_day) == 4
    assert of_one_day == sorted(of_one_day)


@pytest.mark.parametrize("order", ["date", "-date"])
def test_what_is_found_of_one_day_is_ordered_too(publication, ask, order):
    index = publication.indexes["en"]
    titles = [f"Blue {name}" for name in ("wall", "door", "tile")]
    for title in titles:
        PostFactory(parent=index, title=title, date="2024-02-01")

    found = ask(type="blog.BlogPage", search="blue", order=order)
    assert found == (titles if order == "date" else titles[::-1])


def test_an_order_by_chance_loses_no_page(posts, ask):
    assert sorted(ask(order="random")) == sorted(ask())


def test_a_limit_and_an_offset_cut_out_a_part(posts, api):
    listing = api("pages/", type="blog.BlogPage", limit=2, offset=1, fields="_,title")

    assert listing == {
        "meta": {"total_count": 4},
        "items": [{"title": "White walls"}, {"title": "Blue tiles"}],
    }


def test_twenty_pages_are_listed_where_nothing_is_asked(publication, ask):
    for _ in range(17):
        StandardPageFactory(parent=publication.homes["en"])

    assert len(ask()) == 20
    assert len(ask(limit=100)) == 23


def test_a_hundred_pages_can_be_asked_for_at_once_and_no_more(publication, ask, api):
    for _ in range(101):
        StandardPageFactory(parent=publication.homes["en"])

    assert len(ask(limit=100)) == 100
    assert len(ask(limit=100, offset=100)) == 7
    error = api("pages/", limit=101, status=400)
    assert error == {"message": "limit cannot be higher than 100"}


def test_a_limit_of_zero_gives_the_total_alone(posts, api):
    assert api("pages/", type="blog.BlogPage", limit=0) == {
        "meta": {"total_count": 4},
        "items": [],
    }


def test_beyond_the_last_page_there_is_nothing(publication, api):
    assert api("pages/", offset=2**31 - 1) == {"meta": {"total_count": 6}, "items": []}


# search


@pytest.fixture
def found(ask):
    """The titles that a search finds, in alphabetical order."""

    def get(search, **parameters):
        return sorted(ask(search=search, **parameters))

    return get


def test_pages_are_found_by_the_words_of_their_title(posts, found):
    assert found("blue") == ["Blue doors", "Blue tiles"]
    assert found("blue doors") == ["Blue doors"]


def test_all_words_or_any_of_them(posts, found):
    assert found("blue walls", search_operator="and") == []
    assert found("blue walls", search_operator="or") == sorted(POSTS)


def test_pages_are_found_by_the_words_of_their_body(posts, found):
    set_body(posts["walls"], block("text", "<p>Chefchaouen at noon</p>"))

    assert found("chefchaouen") == ["White walls"]


def test_hebrew_is_found(publication, found):
    PostFactory(parent=publication.indexes["he"], title="דלתות כחולות", slug="doors-he")

    assert found("כחולות") == ["דלתות כחולות"]


def test_a_search_is_combined_with_filters(publication, posts, found):
    assert found("blue", type="blog.BlogPage", title="Blue tiles") == ["Blue tiles"]
    assert found("blue", child_of=publication.homes["en"].pk) == []
    assert found("blue", descendant_of="root", locale="en") == ["Blue doors", "Blue tiles"]
    assert found("portes", translation_of=posts["doors"].pk) == ["Portes bleues"]


def test_what_is_found_can_be_ordered(posts, ask):
    assert ask(search="blue", order="-title") == ["Blue tiles", "Blue doors"]
    assert ask(search="blue", type="blog.BlogPage", order="date") == ["Blue tiles", "Blue doors"]


def test_what_is_found_can_be_cut(posts, api):
    listing = api("pages/", search="blue", order="title", limit=1, offset=1, fields="_,title")

    assert listing == {"meta": {"total_count": 2}, "items": [{"title": "Blue tiles"}]}


def test_a_search_without_a_word_finds_nothing(posts, found):
    texts = ["", " ", '"', "'", "-", "*", "()", "\u200f", "?!", "״"]

    assert {text: found(text) for text in texts} == {text: [] for text in texts}


def test_punctuation_around_a_word_does_no_harm(posts, found):
    texts = ['"blue"', 'blue"', "blue'", "blue:", "(blue", "^blue", "+blue", "blue*", "-blue"]

    blue = ["Blue doors", "Blue tiles"]
    assert {text: found(text) for text in texts} == dict.fromkeys(texts, blue)


@pytest.mark.parametrize("text", ['צה"ל', "צה״ל", 'ד"ר', "ז'ורנל"])
def test_hebrew_abbreviations_can_be_searched_for(publication, found, text):
    PostFactory(parent=publication.indexes["he"], title=f"על {text} היום", slug="abbreviation")

    assert found(text) == [f"על {text} היום"]


def test_all_that_can_be_asked_for_can_be_asked_for_at_once(publication, ask):
    film, ada = CategoryFactory(slug="film"), AuthorFactory(slug="ada")
    what = {"en": "blue", "he": "כחול"}
    for code, word in what.items():
        for day in ("01", "02", "03"):
            title = f"{word} {day}"
            post = PostFactory(
                parent=publication.indexes[code],
                locale=publication.indexes[code].locale,
                title=title,
                slug=f"{code}-{day}",
                date=f"2024-03-{day}",
                first_published_at=MORNING,
            )
            post.categories = [film]
            post.tags.add("פאס")
            link_authors(post, ada)
    wrong = {
        "category": "music",
        "author": "bob",
        "tag": "atlas",
        "date_from": "2024-03-04",
        "date_to": "2024-02-28",
        "published_after": "2999-01-01",
        "search": "nothingness",
        "type": "home.HomePage,home.StandardPage",
    }
    right = {
        "category": "film",
        "author": "ada",
        "tag": "פאס",
        "date_from": "2024-03-02",
        "date_to": "2024-03-31",
        "published_after": "2020-01-01T00:00:00+02:00",
        "descendant_of": "root",
        "type": "blog.BlogPage",
        "order": "-date",
    }
    for code, word in what.items():
        asked = {**right, "locale": code, "search": word}
        if code != "en":
            asked["descendant_of"] = publication.homes[code].pk
        assert ask(**asked) == [f"{word} 03", f"{word} 02"]
        assert ask(**asked, limit=1, offset=1) == [f"{word} 02"]
        for name in wrong.keys() - {"type"}:
            assert ask(**{**asked, name: wrong[name]}) == [], name


MORNING = datetime.datetime(2026, 6, 12, 8, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("moment", "is_after"),
    [
        ("2026-06-12T07:59:59Z", True),
        ("2026-06-12T08:00:00Z", False),
        ("2026-06-12T10:59:59+03:00", True),
        ("2026-06-12T11:00:00+03:00", False),
        ("2026-06-12T03:59:59-04:00", True),
        ("2026-06-12T04:00:00-0400", False),
        ("2026-06-12T07:59", True),
        ("2026-06-12 07:59:59.5", True),
        ("2026-06-12", True),
        ("2026-06-13", False),
        ("0001-01-02", True),
        ("9999-12-30", False),
    ],
)
def test_pages_published_after_a_moment_in_any_time_zone_are_listed(
    publication, ask, moment, is_after
):
    Page.objects.update(first_published_at=MORNING - datetime.timedelta(days=36500))
    StandardPageFactory(parent=publication.homes["en"], title="New", first_published_at=MORNING)

    found = ask(published_after=moment, order="-first_published_at", limit=1)
    assert (found == ["New"]) is is_after


@pytest.mark.parametrize(
    "value",
    [
        *("", "x", "2026-02-30", "2026-13-01", "2026-06-12T25:00:00Z", "2026-06-12T08:00:00 03:00"),
        *("2026-06-12T08:00:00+99:00", "12.6.2026", "1749715200", "٢٠٢٦-٠٦-١٢x", "2026-06-12T"),
    ],
)
@pytest.mark.parametrize("name", ["published_after", "date_from", "date_to"])
def test_what_is_no_date_is_an_error_that_says_what_it_takes(publication, api, name, value):
    message = api("pages/", status=400, **{name: value})["message"]

    assert message.startswith(f"{name} must be a date")
    assert "2026-06-12" in message


def test_a_moment_that_no_database_knows_is_an_error_that_names_the_parameter(publication, raw):
    response = raw("pages/?published_after=0001-01-01T00:00:00%2B14:00")
    if response.status_code != 200:  # PostgreSQL knows times before the year 1.
        assert response.json() == {"message": "a value is out of range: published_after"}


def test_drafts_and_private_pages_are_not_found(publication, found):
    index = publication.indexes["en"]
    PostFactory(parent=index, title="Hidden draft", live=False)
    private = PostFactory(parent=index, title="Hidden page")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert found("hidden") == []
