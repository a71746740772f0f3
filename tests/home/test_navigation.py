"""What stands around a page: the publication's name, and the way to its sections."""

import pytest
from wagtail.models import Locale, PageViewRestriction, Site

from home.models import HomePage, SiteSettings
from home.navigation import reader_context
from tests.factories import StandardPageFactory


@pytest.fixture
def surroundings(rf, publication):
    """The surroundings of a page in a language."""

    def of(code: str, **host: str):
        request = rf.get(f"/{code}/", **host)
        request.LANGUAGE_CODE = code
        return reader_context(request)["reader"]

    return of


def titles(reader) -> list[str]:
    return [item["title"] for item in reader.navigation]


def test_the_pages_shown_in_menus_are_in_the_order_of_the_tree(publication, surroundings):
    home = publication.homes["en"]
    about = StandardPageFactory(parent=home, title="About", show_in_menus=True)
    films = StandardPageFactory(parent=home, title="Films", show_in_menus=True)
    films.move(about, pos="left")

    assert titles(surroundings("en")) == ["Films", "About"]


def test_an_entry_says_where_it_leads(publication, surroundings):
    page = StandardPageFactory(parent=publication.homes["he"], slug="אודות", show_in_menus=True)

    [entry] = surroundings("he").navigation

    assert entry["path"] == page.url


def test_each_language_has_its_own_pages_in_the_navigation(publication, surroundings):
    StandardPageFactory(parent=publication.homes["en"], title="About", show_in_menus=True)
    StandardPageFactory(parent=publication.homes["fr"], title="À propos", show_in_menus=True)

    assert titles(surroundings("fr")) == ["À propos"]
    assert titles(surroundings("he")) == []


def test_a_page_that_is_not_shown_in_menus_is_not_in_the_navigation(publication, surroundings):
    StandardPageFactory(parent=publication.homes["en"], show_in_menus=False)

    assert titles(surroundings("en")) == []


def test_a_page_further_down_is_not_in_the_navigation(publication, surroundings):
    section = StandardPageFactory(parent=publication.homes["en"])
    StandardPageFactory(parent=section, show_in_menus=True)

    assert titles(surroundings("en")) == []


def test_a_draft_is_not_in_the_navigation(publication, surroundings):
    StandardPageFactory(parent=publication.homes["en"], show_in_menus=True, live=False)

    assert titles(surroundings("en")) == []


def test_a_restricted_page_is_not_in_the_navigation(publication, surroundings):
    page = StandardPageFactory(parent=publication.homes["en"], show_in_menus=True)
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )

    assert titles(surroundings("en")) == []


def test_a_site_without_a_tree_in_the_language_has_no_navigation(
    publication, surroundings, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    root = publication.homes["en"].get_parent()
    english = HomePage(title="Atlas", slug="atlas", locale=Locale.objects.get_for_language("en"))
    root.add_child(instance=english)
    Site.objects.create(hostname="atlas.example.org", root_page=english)
    StandardPageFactory(parent=publication.homes["he"], show_in_menus=True)

    assert titles(surroundings("he", SERVER_NAME="atlas.example.org")) == []


def test_the_name_leads_to_the_home_page_of_the_language(surroundings):
    assert surroundings("he").home_path == "/he/"


@pytest.mark.parametrize(
    ("code", "name", "tagline"),
    [
        ("en", "The Missing Tile", "Three languages"),
        ("fr", "Le Zellige manquant", "Three languages"),
        ("he", "The Missing Tile", "שלוש שפות"),
    ],
)
def test_what_the_publication_says_in_no_word_of_a_language_it_says_in_english(
    publication, surroundings, code, name, tagline
):
    SiteSettings.objects.create(
        site=publication.site,
        name_en="The Missing Tile",
        name_fr="Le Zellige manquant",
        tagline_en="Three languages",
        tagline_fr="",
        tagline_he="שלוש שפות",
    )

    said = surroundings(code).publication

    assert [said["name"], said["tagline"], said["purpose"]] == [name, tagline, ""]


def test_a_publication_that_has_not_named_itself_is_called_something(surroundings):
    assert surroundings("fr").publication == {"name": "Mosaic", "tagline": "", "purpose": ""}


def test_a_page_shows_the_name_and_the_sections(publication, read):
    SiteSettings.objects.create(site=publication.site, name_en="The Tile", name_he="האריח")
    StandardPageFactory(
        parent=publication.homes["he"], slug="odot", title="אודות", show_in_menus=True
    )

    page = read("/he/")

    assert page.find("a", string="האריח")["href"] == "/he/"
    assert page.find("a", string="אודות")["href"] == "/he/odot/"
    assert "האריח" in page.title.get_text()


def test_nothing_is_asked_of_the_database_before_a_template_asks(
    surroundings, django_assert_num_queries
):
    with django_assert_num_queries(0):
        surroundings("en")


def test_what_was_asked_once_is_not_asked_again(
    publication, surroundings, django_assert_num_queries
):
    StandardPageFactory(parent=publication.homes["en"], show_in_menus=True)
    reader = surroundings("en")
    first = (reader.navigation, reader.publication)

    with django_assert_num_queries(0):
        assert (reader.navigation, reader.publication) == first
