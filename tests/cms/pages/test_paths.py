import unicodedata
from urllib.parse import quote

import pytest

from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.pages.paths import find_page, split_path
from cms.pages.public import PublicSite
from tests.factories import PostFactory, StandardPageFactory


@pytest.mark.parametrize(
    ("path", "language", "slugs"),
    [
        ("/", ENGLISH, []),
        ("", ENGLISH, []),
        ("/en/", ENGLISH, []),
        ("/fr/articles/le-dessert/", FRENCH, ["articles", "le-dessert"]),
        ("fr/articles/le-dessert", FRENCH, ["articles", "le-dessert"]),
        ("/he//סיפורים//", HEBREW, ["סיפורים"]),
        (quote("/he/סיפורים/"), HEBREW, ["סיפורים"]),
        ("/stories/dessert/", ENGLISH, ["stories", "dessert"]),
        ("/de/artikel/", ENGLISH, ["de", "artikel"]),
        ("/EN/stories/", ENGLISH, ["EN", "stories"]),
        ("/fr/" + unicodedata.normalize("NFD", "été") + "/", FRENCH, ["été"]),
        (quote("/fr/" + unicodedata.normalize("NFD", "été") + "/"), FRENCH, ["été"]),
    ],
)
def test_a_path_is_a_language_and_slugs(path, language, slugs):
    assert split_path(path) == (language, slugs)


@pytest.fixture
def public(publication) -> PublicSite:
    return PublicSite.load(None, publication.site)


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_language_alone_is_its_home_page(publication, public, rf, code):
    assert find_page(public, f"/{code}/", rf.get("/")).pk == publication.homes[code].pk


def test_no_language_is_the_default_one(publication, public, rf):
    assert find_page(public, "/stories/", rf.get("/")).pk == publication.indexes["en"].pk


@pytest.mark.parametrize("encode", [str, quote])
def test_a_page_is_found_in_the_tree_of_its_language(publication, public, rf, encode):
    post = PostFactory(parent=publication.indexes["he"], slug="הקינוח")

    assert find_page(public, encode("/he/סיפורים/הקינוח/"), rf.get("/")).pk == post.pk


def test_a_page_is_found_whichever_way_its_accents_are_written(publication, public, rf):
    page = StandardPageFactory(parent=publication.homes["fr"], slug="été")
    path = "/fr/" + unicodedata.normalize("NFD", "été") + "/"

    assert find_page(public, path, rf.get("/")).pk == page.pk


def test_a_page_of_another_language_is_not_found(publication, public, rf):
    assert find_page(public, "/fr/stories/", rf.get("/")) is None


@pytest.mark.parametrize("path", ["/en/nothing/", "/en/\x00/", "/en/%00/", "/en/%FF/"])
def test_nothing_is_found_where_nothing_is(publication, public, rf, path):
    assert find_page(public, path, rf.get("/")) is None


def test_a_draft_is_not_found(publication, public, rf):
    PostFactory(parent=publication.indexes["en"], slug="dessert", live=False)

    assert find_page(public, "/en/stories/dessert/", rf.get("/")) is None


def test_a_language_that_the_site_has_no_tree_in_has_no_pages(publication, rf):
    publication.homes["he"].delete()
    public = PublicSite.load(None, publication.site)

    assert find_page(public, "/he/", rf.get("/")) is None
