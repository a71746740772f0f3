"""``site/``: what stands around every page."""

from home.models import SiteSettings
from tests.factories import StandardPageFactory


def test_the_publication_is_named_in_the_language_that_is_asked_for(api, publication):
    SiteSettings.objects.create(site=publication.site, name_en="The Tile", name_he="האריח")
    site = api("site/", locale="he")
    assert (site["name"], site["locale"], site["dir"]) == ("האריח", "he", "rtl")


def test_a_text_that_fell_back_says_to_which_language(api, publication):
    SiteSettings.objects.create(site=publication.site, name_en="The Tile", tagline_en="Films")
    site = api("site/", locale="fr")
    assert site["tagline"] == "Films"
    assert site["fallback"]["tagline"] == {"locale": "en", "dir": "ltr"}


def test_the_languages_are_named_with_their_direction_and_home(api, publication):
    assert api("site/")["languages"] == [
        {"code": "en", "name": "English", "dir": "ltr", "home_path": "/en/"},
        {"code": "fr", "name": "Français", "dir": "ltr", "home_path": "/fr/"},
        {"code": "he", "name": "עברית", "dir": "rtl", "home_path": "/he/"},
    ]


def test_the_navigation_is_a_tree_of_the_pages_shown_in_menus(api, publication):
    about = StandardPageFactory(
        parent=publication.homes["fr"], title="À propos", show_in_menus=True
    )
    StandardPageFactory(parent=about, title="L’équipe", slug="equipe", show_in_menus=True)
    StandardPageFactory(parent=about, title="Ailleurs")

    [entry] = api("site/", locale="fr")["navigation"]

    assert (entry["id"], entry["title"], entry["path"]) == (about.pk, "À propos", about.url)
    assert [child["title"] for child in entry["children"]] == ["L’équipe"]


def test_a_draft_is_not_in_the_navigation(api, publication):
    StandardPageFactory(parent=publication.homes["en"], show_in_menus=True, live=False)
    assert api("site/")["navigation"] == []


def test_the_site_costs_six_queries_at_most(api, publication, django_assert_max_num_queries):
    StandardPageFactory(parent=publication.homes["en"], show_in_menus=True)
    with django_assert_max_num_queries(6):
        api("site/")


def test_an_unknown_language_is_an_error_that_names_those_there_are(api, publication):
    assert "en, fr, he" in api("site/", status=400, locale="de")["message"]
