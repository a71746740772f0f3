"""The page tree: what may stand where, and at which address."""

from urllib.parse import quote

import pytest
from django.utils.text import slugify
from wagtail.models import Page, Site

from blog.models import BlogIndexPage, BlogPage
from cms.pages.public import PublicSite
from home.models import HomePage, StandardPage
from tests.factories import PostFactory, StandardPageFactory, translate


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (Page, {HomePage}),
        (HomePage, {StandardPage, BlogIndexPage}),
        (StandardPage, {StandardPage}),
        (BlogIndexPage, {BlogPage}),
        (BlogPage, set()),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_only_pages_that_make_sense_there_can_be_made_below_a_page(parent, children):
    models = set(parent.creatable_subpage_models())
    assert {model for model in models if not model.__module__.startswith("tests.")} == children


@pytest.mark.parametrize(
    ("child", "parents"),
    [
        (HomePage, {Page}),
        (StandardPage, {HomePage, StandardPage}),
        (BlogIndexPage, {HomePage}),
        (BlogPage, {BlogIndexPage}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_page_can_be_moved_only_below_pages_where_it_makes_sense(child, parents):
    assert set(child.allowed_parent_page_models()) == parents


def test_a_second_site_can_have_home_pages_of_its_own(publication):
    root = publication.homes["en"].get_parent()

    assert HomePage.can_create_at(root)


def test_a_post_is_not_offered_below_a_home_page(publication, admin_client):
    home = publication.homes["fr"]

    page = admin_client.get(f"/admin/pages/{home.pk}/add_subpage/").content.decode()

    assert f"/admin/pages/add/home/standardpage/{home.pk}/" in page
    assert f"/admin/pages/add/blog/blogpage/{home.pk}/" not in page


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_the_home_page_of_a_language_is_at_its_code(publication, read, code):
    page = read(f"/{code}/")

    assert page.html["lang"] == code


def test_the_bare_address_leads_to_the_english_home_page(publication, client):
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/en/")


def test_a_page_is_at_its_slugs_below_its_language(publication, read):
    section = StandardPageFactory(parent=publication.homes["fr"], slug="films")
    StandardPageFactory(parent=section, slug="trailers", title="Les bandes-annonces")

    assert "Les bandes-annonces" in read("/fr/films/trailers/").get_text()


def test_a_page_is_in_no_other_language_than_its_own(publication, read):
    StandardPageFactory(parent=publication.homes["fr"], slug="films")

    read("/en/films/", status=404)
    read("/he/films/", status=404)


def test_an_address_without_a_language_is_no_page(publication, read):
    StandardPageFactory(parent=publication.homes["en"], slug="films")

    read("/films/", status=404)


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(publication, client):
    response = client.get("/he/סיפורים")

    assert response.status_code == 301
    assert response["Location"] == f"/he/{quote('סיפורים')}/"


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_wagtail_and_mosaic_agree_on_every_address(publication, settings, code):
    settings.BASE_URL = "https://cms.example.org"
    home, index = publication.homes[code], publication.indexes[code]
    post = PostFactory(parent=index, slug={"he": "הקינוח"}.get(code, "dessert"))
    public = PublicSite.load(None, publication.site)

    for page in (home, index, post):
        address = public.address(page)
        assert page.url == address.path
        assert page.full_url == address.html_url == f"https://cms.example.org{address.path}"


def test_wagtail_and_mosaic_agree_on_the_addresses_of_a_site_with_a_host_name(publication):
    Site.objects.update(hostname="mosaic.example.org", port=443)
    Site.clear_site_root_paths_cache()
    site = Site.objects.get()
    public = PublicSite.load(None, site)

    for page in (*HomePage.objects.all(), *BlogIndexPage.objects.all()):
        assert page.full_url == public.address(page).html_url
        assert page.full_url.startswith("https://mosaic.example.org/")


def test_a_slug_in_hebrew_letters_is_read_raw_and_percent_encoded(publication, read):
    post = PostFactory(parent=publication.indexes["he"], slug="הקינוח-של-סבתא", title="הקינוח")
    path = "/he/סיפורים/הקינוח-של-סבתא/"

    assert post.url == quote(path)
    assert read(path).find("h1").get_text() == "הקינוח"
    assert read(quote(path)).find("h1").get_text() == "הקינוח"


def test_a_slug_in_hebrew_letters_is_found_over_the_api(publication, api):
    post = PostFactory(parent=publication.indexes["he"], slug="הקינוח-של-סבתא")

    found = api("pages/find/", html_path=post.url)

    assert found["id"] == post.pk
    assert found["meta"]["slug"] == "הקינוח-של-סבתא"
    assert found["meta"]["path"] == quote("/he/סיפורים/הקינוח-של-סבתא/")


def test_an_editor_can_give_a_page_a_slug_in_hebrew_letters(publication, admin_client, read):
    home = publication.homes["he"]

    admin_client.post(
        f"/admin/pages/add/home/standardpage/{home.pk}/",
        {
            "title": "אודות המגזין",
            "slug": "אודות-המגזין",
            "intro": "",
            "body-count": "0",
            "action-publish": "yes",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )

    assert read("/he/אודות-המגזין/").find("h1").get_text() == "אודות המגזין"


def test_a_page_without_a_slug_gets_one_in_the_letters_of_its_title(publication):
    page = StandardPageFactory(parent=publication.homes["he"], title="אודות המגזין", slug="")

    assert page.slug == slugify("אודות המגזין", allow_unicode=True)
    assert page.slug == "אודות-המגזין"


def test_translations_are_at_addresses_of_their_own(publication):
    english = PostFactory(parent=publication.indexes["en"], slug="dessert")
    french = translate(english, "fr", publication.indexes["fr"], slug="le-dessert")

    assert [english.url, french.url] == ["/en/stories/dessert/", "/fr/articles/le-dessert/"]
