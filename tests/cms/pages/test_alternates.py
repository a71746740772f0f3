"""The addresses of a page in every language, as its document lists them."""

from urllib.parse import quote

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import PostFactory, StandardPageFactory, translate


@pytest.fixture
def family(publication):
    """A post in three languages, by language code."""
    english = PostFactory(parent=publication.indexes["en"], slug="dessert", title="Dessert")
    french = translate(english, "fr", publication.indexes["fr"], slug="le-dessert", title="Douceur")
    hebrew = translate(english, "he", publication.indexes["he"], slug="הקינוח", title="קינוח")
    return {"en": english, "fr": french, "he": hebrew}


@pytest.fixture
def alternates(api):
    """Ask for a page's alternates, by what each is for."""

    def of(page):
        entries = api(f"pages/{page.pk}/")["meta"]["alternates"]
        assert len({entry["locale"] for entry in entries}) == len(entries)
        return {entry["locale"]: entry for entry in entries}

    return of


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_every_language_of_a_page_lists_all_of_them_and_a_default(family, alternates, code):
    listed = alternates(family[code])

    assert {locale: entry["id"] for locale, entry in listed.items()} == {
        "en": family["en"].pk,
        "fr": family["fr"].pk,
        "he": family["he"].pk,
        "x-default": family["en"].pk,
    }


def test_languages_are_listed_in_the_order_in_which_they_are_offered(family, alternates):
    assert list(alternates(family["he"])) == ["en", "fr", "he", "x-default"]


def test_an_alternate_says_all_that_a_link_to_it_needs(family, alternates, settings):
    settings.BASE_URL = "https://cms.example.org"

    assert alternates(family["en"])["he"] == {
        "locale": "he",
        "dir": "rtl",
        "id": family["he"].pk,
        "title": "קינוח",
        "path": quote("/he/סיפורים/הקינוח/"),
        "html_url": "https://cms.example.org" + quote("/he/סיפורים/הקינוח/"),
    }


def test_the_default_says_the_direction_of_the_page_that_it_leads_to(publication, alternates):
    page = StandardPageFactory(parent=publication.homes["he"], slug="odot")

    assert alternates(page)["x-default"]["dir"] == "rtl"
    assert alternates(page)["x-default"]["id"] == page.pk


def test_a_page_in_one_language_lists_itself(publication, alternates):
    page = StandardPageFactory(parent=publication.homes["fr"])

    assert list(alternates(page)) == ["fr", "x-default"]


def test_a_draft_is_no_alternate(family, alternates):
    family["fr"].unpublish()

    assert list(alternates(family["en"])) == ["en", "he", "x-default"]


def test_without_the_english_page_the_first_other_language_is_the_default(family, alternates):
    family["en"].unpublish()

    listed = alternates(family["he"])

    assert list(listed) == ["fr", "he", "x-default"]
    assert listed["x-default"]["id"] == family["fr"].pk


def test_a_restricted_page_is_no_alternate(publication, family, alternates):
    PageViewRestriction.objects.create(
        page=publication.indexes["he"], restriction_type=PageViewRestriction.LOGIN
    )

    assert list(alternates(family["en"])) == ["en", "fr", "x-default"]


def test_an_alias_is_no_translation(publication, alternates):
    page = StandardPageFactory(parent=publication.homes["en"], slug="about")
    page.copy_for_translation(locale=publication.homes["fr"].locale, alias=True)

    assert list(alternates(page)) == ["en", "x-default"]


def test_pages_of_another_family_are_no_alternates(publication, family, alternates):
    other = PostFactory(parent=publication.indexes["fr"])

    assert list(alternates(other)) == ["fr", "x-default"]
