"""What Wagtail's backends do besides: queries, facets, completion."""

import pytest
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from blog.models import BlogPage, Category
from cms.images.models import Photo
from tests.cms.search.indexed import titles
from tests.factories import (
    CategoryFactory,
    PhotoFactory,
)


def test_wagtails_queries_are_understood(write):
    write("Blue doors")
    write("Blue walls")
    both = ["Blue doors", "Blue walls"]
    queries = {
        "all words": (PlainText("blue doors"), ["Blue doors"]),
        "any word": (PlainText("doors walls", operator="or"), both),
        "a phrase": (Phrase("blue walls"), ["Blue walls"]),
        "no phrase": (Phrase("walls blue"), []),
        "both": (And([PlainText("blue"), PlainText("walls")]), ["Blue walls"]),
        "either": (Or([PlainText("doors"), PlainText("walls")]), both),
        "but not": (And([PlainText("blue"), Not(PlainText("walls"))]), ["Blue doors"]),
        "not": (Not(PlainText("walls")), ["Blue doors"]),
        "or not": (Or([PlainText("walls"), Not(PlainText("blue"))]), ["Blue walls"]),
        "not a word": (Not(PlainText("?")), both),
        "everything": (MATCH_ALL, both),
        "a boost": (Boost(PlainText("walls"), 2), ["Blue walls"]),
        "roughly": (Fuzzy("walls"), ["Blue walls"]),
        "no word": (PlainText("?!"), []),
    }
    pages = BlogPage.objects.order_by("title")
    found = {name: sorted(titles(query, pages)) for name, (query, _) in queries.items()}
    assert found == {name: sorted(expected) for name, (_, expected) in queries.items()}


def test_the_title_can_be_searched_alone(write):
    write("Doors", text="<p>walls</p>")
    assert titles("walls", fields=["title"]) == []
    assert titles("doors", fields=["title"]) == ["Doors"]


def test_what_is_found_can_be_counted_by_a_field(write):
    write("Oud")
    write("Oud", live=False, slug="draft")
    assert BlogPage.objects.search("oud").facet("live") == {True: 1, False: 1}


def test_words_are_completed_while_they_are_typed(write):
    write("הביקורת האחרונה", "he")
    write("Songbook")
    assert [page.title for page in BlogPage.objects.autocomplete("song")] == ["Songbook"]
    for text in ("הביק", "ביק", "אחרונה ביק", "ביקורות"):
        assert [page.title for page in BlogPage.objects.autocomplete(text)] == ["הביקורת האחרונה"]


def test_a_compound_is_completed_with_and_without_its_hyphen(write):
    write("Weekend")
    for text in ("week-e", "week-end", "weeke"):
        assert [page.title for page in BlogPage.objects.autocomplete(text)] == ["Weekend"]
    assert not BlogPage.objects.autocomplete("week-x")


@pytest.mark.parametrize("path", ["/admin/pages/search/results/", "/admin/choose-page/search/"])
def test_the_admin_finds_what_a_page_says_while_it_is_typed_and_titles_first(
    write, admin_client, path
):
    write("Doors", text="<p>A bench in the courtyard.</p>", slug="doors")
    write("A courtyard", text="<p>Tiles.</p>", slug="tiles")
    shown = admin_client.get(path, {"q": "courtya"}).content.decode()
    assert 0 < shown.find("A courtyard") < shown.find("Doors")
    assert "Doors" in admin_client.get(path, {"q": "bench courtya"}).content.decode()
    assert "Doors" not in admin_client.get(path, {"q": "tiles courtya"}).content.decode()


def test_photos_and_rows_are_found_in_every_language(db):
    photo = PhotoFactory(title="IMG 1", caption_he="הדלת הכחולה", caption_fr="La porte bleue")
    category = CategoryFactory(name_en="Film", name_fr="Cinéma", name_he="קולנוע")
    assert list(Photo.objects.search("דלת")) == list(Photo.objects.search("portes")) == [photo]
    assert list(Photo.objects.autocomplete("img")) == [photo]
    assert list(get_search_backend().search("cinemas", Category)) == [category]
    assert list(get_search_backend().autocomplete("קולנ", Category)) == [category]
