import unicodedata
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import PostFactory, StandardPageFactory

DETAIL = "http://127.0.0.1:8000/api/v2/pages/{}/"


@pytest.fixture
def posts(publication):
    """A post in each language; the French slug has an accent, the Hebrew one Hebrew letters."""
    slugs = {"en": "doors", "fr": "fenêtre-fermée", "he": "דלתות"}
    return {
        code: PostFactory(parent=publication.indexes[code], slug=slug)
        for code, slug in slugs.items()
    }


@pytest.fixture
def find(raw):
    """Where the API leads to for a query of ``find/``, without the query; None for a 404."""

    def get(query):
        response = raw(f"pages/find/?{query}")
        if response.status_code == 404:
            assert response.json() == {"message": "not found"}
            return None
        assert response.status_code == 302
        return response["Location"].partition("?")[0]

    return get


def by_path(path):
    """A query for a path, encoded as any client encodes a parameter."""
    return "html_path=" + quote(path, safe="")


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_page_of_any_language_is_found_by_the_path_that_the_api_gives(posts, api, find, code):
    page = posts[code]
    path = api(f"pages/{page.pk}/")["meta"]["path"]

    assert find(by_path(path)) == DETAIL.format(page.pk)


@pytest.mark.parametrize("code", ["fr", "he"])
def test_a_page_is_found_by_its_path_in_raw_letters(posts, api, find, code):
    path = unquote(api(f"pages/{posts[code].pk}/")["meta"]["path"])

    assert not path.isascii()
    assert find(by_path(path)) == DETAIL.format(posts[code].pk)


def test_letters_with_accents_may_be_decomposed(posts, find):
    path = unicodedata.normalize("NFD", "/fr/articles/fenêtre-fermée/")

    assert path != "/fr/articles/fenêtre-fermée/"
    assert find(by_path(path)) == DETAIL.format(posts["fr"].pk)
    assert find(by_path(quote(path))) == DETAIL.format(posts["fr"].pk)


def test_slashes_around_a_path_do_not_matter(posts, find):
    paths = [
        "/he/סיפורים/דלתות/",
        "he/סיפורים/דלתות/",
        "/he/סיפורים/דלתות",
        "he/סיפורים/דלתות",
        "//he//סיפורים/דלתות//",
    ]

    assert {find(by_path(path)) for path in paths} == {DETAIL.format(posts["he"].pk)}


def test_a_path_without_a_language_is_english_as_in_stock(posts, find):
    for path in ("/stories/doors/", "stories/doors", "/en/stories/doors/"):
        assert find(by_path(path)) == DETAIL.format(posts["en"].pk)


@pytest.mark.parametrize(
    ("path", "code"), [("/", "en"), ("", "en"), ("/en/", "en"), ("/fr/", "fr"), ("/he", "he")]
)
def test_the_home_page_of_a_language_is_found_by_its_prefix(publication, find, path, code):
    assert find(by_path(path)) == DETAIL.format(publication.homes[code].pk)


def test_what_is_at_no_page_is_not_found(posts, find):
    paths = [
        "/nothing/",
        "/en/nothing/",
        "/he/nothing/",
        "/he/stories/",
        "/de/stories/",
        "/en/stories/doors/more/",
        "/en/stories/DOORS/",
        "/en/stories/../about/",
        "/EN/stories/",
        "/home/stories/doors/",
        "\ufffd",
        "x" * 10_000,
        "/en" * 3_000,
    ]

    assert [path for path in paths if find(by_path(path)) is not None] == []


def test_a_path_in_broken_encoding_is_not_found(posts, find):
    assert find("html_path=/en/%ff%fe/") is None
    assert find("html_path=" + quote("/en/%ff%fe/")) is None


def test_a_path_with_a_null_character_is_refused_or_not_found(publication, raw):
    assert raw("pages/find/?html_path=/en/%00/").status_code == 400
    assert raw("pages/find/?html_path=/en/%2500/").status_code == 404


def test_a_draft_is_not_found(publication, find):
    PostFactory(parent=publication.indexes["en"], slug="draft", live=False)

    assert find(by_path("/en/stories/draft/")) is None


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_private_page_is_not_found(publication, find, kind):
    page = PostFactory(parent=publication.indexes["en"], slug="private")
    PageViewRestriction.objects.create(page=page, restriction_type=kind)

    assert find(by_path("/en/stories/private/")) is None
    assert find(f"id={page.pk}") is None


def test_a_page_is_found_by_id(posts, find):
    assert find(f"id={posts['he'].pk}") == DETAIL.format(posts["he"].pk)


def test_an_unknown_id_is_not_found(publication, find):
    assert find("id=987654") is None


def test_nothing_is_found_where_nothing_is_asked(publication, find):
    assert find("") is None


def test_a_path_counts_before_an_id(posts, find):
    query = f"id={posts['fr'].pk}&" + by_path("/en/stories/doors/")

    assert find(query) == DETAIL.format(posts["en"].pk)


def test_other_parameters_are_kept(posts, raw):
    query = by_path("/he/סיפורים/דלתות/") + "&fields=_,title&rich_text_format=markdown&fields=x"

    address = urlsplit(raw(f"pages/find/?{query}")["Location"])

    assert parse_qs(address.query) == {
        "fields": ["_,title", "x"],
        "rich_text_format": ["markdown"],
    }


def test_following_gives_the_document(posts, api):
    document = api("pages/find/", html_path="/he/סיפורים/דלתות/", fields="_,title,locale")

    assert document == {"meta": {"locale": "he"}, "title": posts["he"].title}


def test_a_page_of_another_type_than_asked_for_is_not_found(posts, find):
    query = by_path("/en/stories/doors/")

    assert find(query + "&type=blog.BlogPage") == DETAIL.format(posts["en"].pk)
    assert find(query + "&type=home.HomePage") is None
    assert find(f"id={posts['en'].pk}&type=home.HomePage") is None


def test_a_page_is_found_below_a_draft(publication, find):
    draft = StandardPageFactory(parent=publication.homes["en"], slug="draft", live=False)
    page = StandardPageFactory(parent=draft, slug="below")

    assert find(by_path("/en/draft/below/")) == DETAIL.format(page.pk)


def test_a_page_of_another_site_is_found_for_that_site_only(publication, find):
    root = Page.objects.get(depth=1)
    home = StandardPageFactory(parent=root, slug="elsewhere")
    page = StandardPageFactory(parent=home, slug="about")
    Site.objects.create(hostname="other.example.org", root_page=home)

    assert find(by_path("/en/about/")) is None
    assert find(by_path("/en/about/") + "&site=other.example.org") == DETAIL.format(page.pk)


def test_nothing_is_found_where_there_is_no_site(publication, find):
    Site.objects.all().delete()

    assert find(by_path("/en/")) is None
