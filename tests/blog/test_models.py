"""Posts."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.models import BlogPage
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    link_authors,
    link_related_posts,
    set_body,
    translate,
)


@pytest.fixture
def index(publication):
    return publication.indexes["en"]


def test_posts_are_ordered_from_new_to_old(index):
    for day in (2, 3, 1):
        PostFactory(parent=index, title=str(day), date=datetime.date(2026, 5, day))

    assert [post.title for post in BlogPage.objects.newest_first()] == ["3", "2", "1"]


def test_posts_of_one_day_are_ordered_by_when_they_were_published(index):
    day = datetime.date(2026, 5, 1)
    for hour in (9, 11, 10):
        at = datetime.datetime.combine(day, datetime.time(hour), tzinfo=datetime.UTC)
        PostFactory(parent=index, title=str(hour), date=day, first_published_at=at)

    assert [post.title for post in BlogPage.objects.newest_first()] == ["11", "10", "9"]


def test_posts_of_one_moment_keep_an_order(index):
    moment = timezone.now()
    posts = [
        PostFactory(parent=index, date=moment.date(), first_published_at=moment) for _ in range(5)
    ]

    assert list(BlogPage.objects.child_of(index).newest_first()) == posts[::-1]


# It is never the same day in these two.
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_a_new_post_has_the_date_of_today_where_the_publication_is(db, settings, zone):
    settings.TIME_ZONE = zone

    assert BlogPage().date == datetime.datetime.now(ZoneInfo(zone)).date()


def test_authors_keep_the_order_that_they_were_given_in(index, api):
    last, first, middle = (AuthorFactory(slug=slug) for slug in ("a", "b", "c"))
    post = PostFactory(parent=index)
    link_authors(post, first, middle, last)

    authors = api(f"pages/{post.pk}/")["authors"]

    assert [author["slug"] for author in authors] == ["b", "c", "a"]


def test_authors_that_changed_places_are_given_in_the_new_order(index, api):
    post = PostFactory(parent=index)
    link_authors(post, *(AuthorFactory(slug=slug) for slug in "abc"))
    links = list(post.author_links.all())
    for place, link in enumerate(reversed(links)):
        link.sort_order = place
    post.author_links = links

    post.save_revision().publish()

    assert [author["slug"] for author in api(f"pages/{post.pk}/")["authors"]] == ["c", "b", "a"]


def test_related_posts_keep_their_order_and_lead_to_the_language_of_the_post(publication, api):
    english = [PostFactory(parent=publication.indexes["en"], slug=slug) for slug in "ab"]
    french = translate(english[0], "fr", publication.indexes["fr"], slug="a-fr")
    post = PostFactory(parent=publication.indexes["fr"])
    link_related_posts(post, *reversed(english))

    related_posts = api(f"pages/{post.pk}/")["related_posts"]

    assert [entry["id"] for entry in related_posts] == [english[1].pk, french.pk]


def test_a_related_post_that_is_no_longer_public_is_left_out(index, api):
    related, post = PostFactory(parent=index), PostFactory(parent=index)
    link_related_posts(post, related)

    related.unpublish()

    assert api(f"pages/{post.pk}/")["related_posts"] == []


def test_a_post_outlives_its_lead_photo(index, api):
    photo = PhotoFactory()
    post = PostFactory(parent=index, lead_image=photo)

    photo.delete()

    assert api(f"pages/{post.pk}/")["lead_image"] is None


def test_tags_are_given_by_name(index, api):
    post = PostFactory(parent=index)
    post.tags.add("Tinghir", "Ashdod")
    post.save()

    assert api(f"pages/{post.pk}/")["tags"] == ["Ashdod", "Tinghir"]


def test_a_post_shows_all_that_it_has(index, read):
    post = PostFactory(
        parent=index,
        slug="dessert",
        title="A dessert with two names",
        intro="It depends on whom you ask.",
        date=datetime.date(2026, 6, 12),
        lead_image=PhotoFactory(description_en="A plate"),
        categories=[CategoryFactory(name_en="At the table")],
    )
    link_authors(post, AuthorFactory(name_en="The kitchen desk"))
    post.tags.add("Almonds")
    set_body(post, block("text", "<p>Take a pound of almonds.</p>"))

    article = read("/en/stories/dessert/").article

    assert article.h1.get_text() == "A dessert with two names"
    assert article.find("img", alt="A plate")
    assert article.find("time")["datetime"] == "2026-06-12"
    for text in (
        "It depends on whom you ask.",
        "At the table",
        "The kitchen desk",
        "Almonds",
        "Take a pound of almonds.",
    ):
        assert text in article.get_text()


def test_a_post_leads_on_to_its_related_posts(index, read):
    related = PostFactory(parent=index, slug="almonds", title="Almonds")
    link_related_posts(PostFactory(parent=index, slug="dessert"), related)

    link = read("/en/stories/dessert/").main.find("a", string="Almonds")

    assert link["href"] == "/en/stories/almonds/"


def test_a_related_post_in_another_language_says_so(publication, read):
    english = PostFactory(parent=publication.indexes["en"], title="Almonds")
    post = PostFactory(parent=publication.indexes["he"], slug="kinuach")
    link_related_posts(post, english)

    link = read("/he/סיפורים/kinuach/").main.find("a", string="Almonds")

    assert (link["lang"], link["dir"], link["hreflang"]) == ("en", "ltr", "en")
