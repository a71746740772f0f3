"""In which order what is found comes."""

import pytest
from wagtail.models import Page

from blog.models import BlogPage
from tests.cms.search.indexed import titles
from tests.factories import (
    PhotoFactory,
    photo_block,
    set_body,
)


def test_a_title_beats_a_body(write):
    write("Walls", text="<p>An oud, and another oud, stood by the walls of the port.</p>")
    write("The oud", text="<p>It arrived by sea.</p>")
    assert titles("oud") == ["The oud", "Walls"]


def test_what_a_caption_has_in_angle_brackets_is_found(write):
    post = write("Walls")
    set_body(post, photo_block(PhotoFactory(), caption="<Untitled>, R&amp;D, 1 < 2"))
    assert titles("untitled") == titles("amp") == ["Walls"]


def test_the_exact_form_comes_first(write):
    for title in ("הביקורת", "ביקורת", "לביקורות"):
        write(title, "he")
    assert titles("ביקורת")[0] == "ביקורת"
    assert titles("הביקורת")[0] == "הביקורת"
    assert len(titles("ביקורת")) == 3


@pytest.mark.parametrize("model", [Page, BlogPage])
def test_of_two_that_say_the_same_the_recent_one_comes_first(write, model):
    for title, year in (("New oud", 2025), ("Old oud", 2005)):
        write(
            title, date=f"{year}-01-01"
        )  # both are published now, as what is moved from elsewhere
    assert titles("oud", model.objects.all()) == ["New oud", "Old oud"]


def test_pages_without_a_date_of_their_own_are_as_recent_as_their_publication(publication):
    for code, year in (("en", 2025), ("fr", 2005)):
        home = publication.homes[code]
        home.title = f"Oud {year}"
        home.save()
        Page.objects.filter(pk=home.pk).update(first_published_at=f"{year}-01-01T00:00Z")
    for model in (Page, type(home)):
        assert titles("oud", model.objects.all()) == ["Oud 2025", "Oud 2005"]


def test_results_can_be_ordered_and_cut_and_scored(write):
    for title in ("Oud a", "Oud c", "Oud b"):
        write(title)
    pages = BlogPage.objects.order_by("title")
    assert titles("oud", pages, order_by_relevance=False) == ["Oud a", "Oud b", "Oud c"]
    assert [page.title for page in pages.search("oud", order_by_relevance=False)[1:2]] == ["Oud b"]
    [first, *_] = BlogPage.objects.search("oud").annotate_score("score")
    assert first.score > 0
    assert BlogPage.objects.search("oud").count() == 3
