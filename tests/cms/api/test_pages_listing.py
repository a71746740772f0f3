import json
from urllib.parse import quote, unquote

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home.models import HomePage
from tests.factories import PostFactory, StandardPageFactory, translate

HEBREW_INDEX = "/he/" + quote("סיפורים") + "/"


def listed(api, **parameters):
    """The items of a listing, by id."""
    return {item["id"]: item for item in api("pages/", limit=100, **parameters)["items"]}


def alternates(api, page):
    """The alternates of a page, as ``{locale: id}`` in their order."""
    return {entry["locale"]: entry["id"] for entry in listed(api)[page.pk]["meta"]["alternates"]}


def test_a_listing_is_a_total_and_items(publication, api):
    listing = api("pages/", limit=2)

    assert list(listing) == ["meta", "items"]
    assert listing["meta"] == {"total_count": 6}
    assert len(listing["items"]) == 2


def test_a_listed_page_has_an_id_a_type_its_meta_and_a_title(publication, api):
    page = StandardPageFactory(parent=publication.homes["he"], title="אודות", slug="about")

    assert listed(api, locale="he")[page.pk] == {
        "id": page.pk,
        "type": "home.StandardPage",
        "meta": {
            "type": "home.StandardPage",
            "detail_url": f"http://127.0.0.1:8000/api/v2/pages/{page.pk}/",
            "html_url": "http://127.0.0.1:8000/he/about/",
            "slug": "about",
            "first_published_at": None,
            "locale": "he",
            "path": "/he/about/",
            "dir": "rtl",
            "last_published_at": None,
            "alternates": [
                {
                    "locale": locale,
                    "dir": "rtl",
                    "id": page.pk,
                    "title": "אודות",
                    "path": "/he/about/",
                    "html_url": "http://127.0.0.1:8000/he/about/",
                }
                for locale in ("he", "x-default")
            ],
        },
        "title": "אודות",
    }


def test_pages_of_every_language_and_type_are_listed_in_the_order_of_the_tree(publication, api):
    assert [(item["type"], item["meta"]["path"]) for item in api("pages/")["items"]] == [
        ("home.HomePage", "/en/"),
        ("blog.BlogIndexPage", "/en/stories/"),
        ("home.HomePage", "/fr/"),
        ("blog.BlogIndexPage", "/fr/articles/"),
        ("home.HomePage", "/he/"),
        ("blog.BlogIndexPage", HEBREW_INDEX),
    ]


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("he", "rtl")])
def test_a_page_says_its_language_and_the_direction_of_that(publication, api, code, direction):
    meta = listed(api)[publication.homes[code].pk]["meta"]

    assert (meta["locale"], meta["dir"]) == (code, direction)


def test_addresses_are_percent_encoded_and_html_url_ends_with_path(publication, api):
    post = PostFactory(parent=publication.indexes["he"], slug="דלתות-כחולות")

    meta = listed(api)[post.pk]["meta"]

    assert meta["path"].isascii()
    assert unquote(meta["path"]) == "/he/סיפורים/דלתות-כחולות/"
    assert meta["html_url"] == "http://127.0.0.1:8000" + meta["path"]


def test_a_path_leads_the_built_in_reader_to_the_page(publication, api, client):
    post = PostFactory(parent=publication.indexes["he"], title="דלתות כחולות", slug="דלתות")

    response = client.get(listed(api)[post.pk]["meta"]["path"])

    assert response.status_code == 200
    assert "דלתות כחולות" in response.content.decode()


def test_a_site_with_a_host_name_of_its_own_has_addresses_there(publication, api, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.update(hostname="mosaic.example.org", port=443)

    meta = listed(api)[publication.indexes["en"].pk]["meta"]

    assert meta["html_url"] == "https://mosaic.example.org/en/stories/"
    assert meta["path"] == "/en/stories/"


def test_times_of_publication_are_given_in_iso_form(publication, api):
    post = PostFactory(parent=publication.indexes["en"])
    before = timezone.now()
    post.save_revision().publish()

    meta = listed(api)[post.pk]["meta"]

    assert before <= parse_datetime(meta["first_published_at"]) <= timezone.now()
    assert meta["last_published_at"] == meta["first_published_at"]


def test_alternates_are_the_page_in_every_language_and_x_default(publication, api):
    entries = listed(api)[publication.indexes["fr"].pk]["meta"]["alternates"]

    assert [(entry["locale"], entry["dir"], entry["path"]) for entry in entries] == [
        ("en", "ltr", "/en/stories/"),
        ("fr", "ltr", "/fr/articles/"),
        ("he", "rtl", HEBREW_INDEX),
        ("x-default", "ltr", "/en/stories/"),
    ]
    assert entries[2] == {
        "locale": "he",
        "dir": "rtl",
        "id": publication.indexes["he"].pk,
        "title": publication.indexes["he"].title,
        "path": HEBREW_INDEX,
        "html_url": "http://127.0.0.1:8000" + HEBREW_INDEX,
    }


def test_all_translations_of_a_page_have_the_same_alternates(publication, api):
    pages = listed(api)

    english, french, hebrew = (
        pages[home.pk]["meta"]["alternates"] for home in publication.homes.values()
    )

    assert english == french == hebrew


def test_a_page_without_translations_is_its_own_only_alternate(publication, api):
    post = PostFactory(parent=publication.indexes["fr"])

    assert alternates(api, post) == {"fr": post.pk, "x-default": post.pk}


def test_x_default_is_french_where_there_is_no_english(publication, api):
    french = PostFactory(parent=publication.indexes["fr"], title="Portes")
    hebrew = translate(french, "he", publication.indexes["he"], slug="דלתות")

    expected = {"fr": french.pk, "he": hebrew.pk, "x-default": french.pk}
    assert alternates(api, hebrew) == expected


def test_x_default_is_french_where_the_english_page_is_a_draft(publication, api):
    english = PostFactory(parent=publication.indexes["en"], title="Doors", live=False)
    french = translate(english, "fr", publication.indexes["fr"])

    assert alternates(api, french) == {"fr": french.pk, "x-default": french.pk}


def test_a_draft_translation_is_no_alternate(publication, api):
    post = PostFactory(parent=publication.indexes["en"], title="Doors")
    translate(post, "fr", publication.indexes["fr"], live=False)

    assert alternates(api, post) == {"en": post.pk, "x-default": post.pk}


def test_a_private_translation_is_no_alternate(publication, api):
    post = PostFactory(parent=publication.indexes["en"], title="Doors")
    french = translate(post, "fr", publication.indexes["fr"])
    PageViewRestriction.objects.create(page=french, restriction_type=PageViewRestriction.LOGIN)

    assert alternates(api, post) == {"en": post.pk, "x-default": post.pk}


def test_an_alias_in_another_language_is_no_translation(publication, api):
    post = PostFactory(parent=publication.indexes["en"], title="Doors")
    french = Locale.objects.get(language_code="fr")
    alias = post.copy_for_translation(french, alias=True)

    assert alias.live
    assert alternates(api, post) == {"en": post.pk, "x-default": post.pk}


def test_an_alias_names_itself_among_its_alternates(publication, api):
    post = PostFactory(parent=publication.indexes["en"], title="Doors")
    alias = post.copy_for_translation(Locale.objects.get(language_code="fr"), alias=True)

    assert alternates(api, alias) == {"en": post.pk, "fr": alias.pk, "x-default": post.pk}


def test_the_json_is_compact_and_in_readable_letters(publication, raw):
    response = raw("pages/")

    assert response["Content-Type"] == "application/json"
    compact = json.dumps(response.json(), ensure_ascii=False, separators=(",", ":"))
    assert response.content.decode() == compact
    assert "דף הבית" in compact


def test_the_root_of_wagtails_page_tree_is_not_listed(publication, api):
    assert Page.objects.get(depth=1).pk not in listed(api)


@pytest.fixture
def other_site(publication):
    """A second site with a home page, which is nobody's translation."""
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Elsewhere", slug="elsewhere", locale=Locale.get_default())
    )
    return Site.objects.create(hostname="other.example.org", root_page=home)


def test_pages_of_another_site_are_not_listed(other_site, api):
    assert other_site.root_page_id not in listed(api)


def test_pages_of_another_site_are_listed_for_that_site(other_site, api):
    [home] = listed(api, site="other.example.org").values()

    assert home["id"] == other_site.root_page_id
    assert home["meta"]["html_url"] == "http://other.example.org/en/"


def test_the_host_of_the_request_says_which_site_is_listed(other_site, client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    items = client.get("/api/v2/pages/", headers={"host": "other.example.org"}).json()["items"]

    assert [item["id"] for item in items] == [other_site.root_page_id]


def test_a_site_whose_root_is_a_translation_has_the_pages_of_all_languages(publication, api):
    french = publication.homes["fr"]
    Site.objects.create(hostname="fr.example.org", root_page=french)

    pages = listed(api, site="fr.example.org")

    assert set(pages) == set(listed(api))
    assert pages[french.pk]["meta"]["html_url"] == "http://fr.example.org/fr/"
    english = pages[publication.homes["en"].pk]["meta"]
    assert english["html_url"] == "http://127.0.0.1:8000/en/"


def test_no_pages_are_listed_where_there_is_no_site(publication, api):
    Site.objects.all().delete()

    assert api("pages/") == {"meta": {"total_count": 0}, "items": []}
