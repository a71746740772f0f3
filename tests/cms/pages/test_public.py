"""What the public can reach, and where."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction, Site

from blog.models import BlogPage
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.pages.public import PublicSite
from home.models import HomePage
from tests.factories import PostFactory, StandardPageFactory, translate


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )


@pytest.fixture
def second_site(publication) -> Site:
    """Another site beside the publication, with home pages in English and French."""
    root = publication.homes["en"].get_parent()
    english = root.add_child(
        instance=HomePage(title="Atlas", slug="atlas", locale=Locale.objects.get_for_language("en"))
    )
    translate(english, "fr", root, slug="atlas-fr")
    return Site.objects.create(hostname="atlas.example.org", port=443, root_page=english)


@pytest.fixture
def nested_site(publication) -> Site:
    """A site whose root is a page inside the publication's English tree."""
    page = StandardPageFactory(parent=publication.homes["en"], slug="festival")
    return Site.objects.create(hostname="festival.example.org", port=80, root_page=page)


def load(site: Site) -> PublicSite:
    return PublicSite.load(None, site)


def test_a_live_page_is_public(publication):
    post = PostFactory(parent=publication.indexes["en"])

    assert load(publication.site).is_public(post)


def test_a_draft_is_not_public(publication):
    post = PostFactory(parent=publication.indexes["en"], live=False)
    public = load(publication.site)

    assert not public.is_public(post)
    assert post not in public.pages(BlogPage)


@pytest.mark.parametrize("level", ["page", "parent", "home page"])
def test_a_restricted_page_and_all_below_it_are_not_public(publication, level):
    index = publication.indexes["en"]
    post = PostFactory(parent=index)
    restrict({"page": post, "parent": index, "home page": publication.homes["en"]}[level])
    public = load(publication.site)

    assert not public.is_public(post)
    assert post not in public.pages(BlogPage)


def test_a_restriction_ends_where_its_subtree_ends(publication):
    restricted = StandardPageFactory(parent=publication.homes["en"])
    beside = StandardPageFactory(parent=publication.homes["en"])
    restrict(restricted)
    public = load(publication.site)

    assert public.is_public(beside)
    assert beside.page_ptr in public.pages()


def test_a_restriction_is_for_the_tree_of_one_language(publication):
    restrict(publication.homes["en"])

    assert load(publication.site).is_public(publication.homes["fr"])


def test_a_page_in_no_sites_tree_is_not_public(publication):
    root = publication.homes["en"].get_parent()
    stray = root.add_child(instance=HomePage(title="Stray", slug="stray"))
    public = load(publication.site)

    assert not public.is_public(stray)
    assert public.address(stray) is None
    assert public.root_of(stray) is None


def test_the_pages_of_a_site_are_those_of_its_trees_in_every_language(publication):
    expected = {*publication.homes.values(), *publication.indexes.values()}

    assert {page.pk for page in load(publication.site).pages()} == {page.pk for page in expected}


def test_the_pages_of_a_model_are_its_own_kind_of_queryset(publication):
    PostFactory(parent=publication.indexes["en"], date="2026-01-01", title="Old")
    PostFactory(parent=publication.indexes["en"], date="2026-02-01", title="New")

    posts = load(publication.site).pages(BlogPage).newest_first()

    assert [post.title for post in posts] == ["New", "Old"]


def test_each_language_has_its_root(publication):
    public = load(publication.site)

    assert [public.root(language).page_id for language in (ENGLISH, FRENCH, HEBREW)] == [
        publication.homes[code].pk for code in ("en", "fr", "he")
    ]


def test_a_site_has_no_root_in_a_language_that_it_does_not_speak(second_site):
    assert load(second_site).root(HEBREW) is None


def test_a_page_speaks_the_language_of_its_tree(publication):
    post = PostFactory(parent=publication.indexes["he"])

    assert load(publication.site).language_of(post) == HEBREW


def test_the_placeholder_host_name_stands_for_where_this_server_is(publication, settings):
    settings.BASE_URL = "https://cms.example.org"

    address = load(publication.site).address(publication.indexes["fr"])

    assert address.path == "/fr/articles/"
    assert address.html_url == "https://cms.example.org/fr/articles/"


@pytest.mark.parametrize(
    ("port", "origin"),
    [
        (443, "https://mosaic.example.org"),
        (80, "http://mosaic.example.org"),
        (8000, "http://mosaic.example.org:8000"),
    ],
)
def test_a_site_with_a_host_name_is_there(publication, settings, port, origin):
    settings.BASE_URL = "https://cms.example.org"
    Site.objects.update(hostname="mosaic.example.org", port=port)

    address = load(Site.objects.get()).address(publication.homes["en"])

    assert address.html_url == f"{origin}/en/"


def test_another_sites_pages_are_not_among_a_sites_own(publication, second_site):
    page = StandardPageFactory(parent=second_site.root_page, slug="about")

    assert page.page_ptr not in load(publication.site).pages()
    assert page.page_ptr in load(second_site).pages()


def test_another_sites_page_is_public_and_at_that_sites_address(publication, second_site):
    page = StandardPageFactory(parent=second_site.root_page, slug="about")
    public = load(publication.site)

    assert public.is_public(page)
    assert public.address(page).html_url == "https://atlas.example.org/en/about/"


def test_a_link_within_the_site_is_a_path(publication):
    assert load(publication.site).link(publication.indexes["en"]) == "/en/stories/"


def test_a_link_to_another_site_is_a_whole_address(publication, second_site):
    page = StandardPageFactory(parent=second_site.root_page, slug="about")

    assert load(publication.site).link(page) == "https://atlas.example.org/en/about/"
    assert load(second_site).link(page) == "/en/about/"


def test_a_page_of_a_site_inside_another_belongs_to_the_inner_one(publication, nested_site):
    page = StandardPageFactory(parent=nested_site.root_page, slug="programme")
    outer, inner = load(publication.site), load(nested_site)

    assert outer.root_of(page).site_id == nested_site.pk
    assert outer.address(page) == inner.address(page)._replace(is_here=False)
    assert inner.address(page).html_url == "http://festival.example.org/en/programme/"


def test_wagtail_agrees_on_the_address_of_a_page_of_a_site_inside_another(nested_site):
    page = StandardPageFactory(parent=nested_site.root_page, slug="programme")

    assert page.full_url == load(nested_site).address(page).html_url


def test_a_request_names_its_site_by_its_host(publication, second_site, rf, settings):
    settings.ALLOWED_HOSTS = ["*"]

    there = PublicSite.load(rf.get("/", SERVER_NAME="atlas.example.org", SERVER_PORT="443"))
    elsewhere = PublicSite.load(rf.get("/", SERVER_NAME="unknown.example.org"))

    assert (there.site, elsewhere.site) == (second_site, publication.site)


def test_a_second_site_is_read_at_its_own_host(second_site, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    StandardPageFactory(parent=second_site.root_page, slug="about", title="About the Atlas")
    host = {"SERVER_NAME": "atlas.example.org", "SERVER_PORT": "443"}

    there = client.get("/en/about/", **host)
    elsewhere = client.get("/en/about/")

    assert "About the Atlas" in there.content.decode()
    assert (there.status_code, elsewhere.status_code) == (200, 404)


def test_what_is_public_is_loaded_in_as_many_queries_for_many_pages_as_for_few(publication):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            public = load(publication.site)
            assert all(public.is_public(page) for page in BlogPage.objects.all())
        return len(captured)

    PostFactory(parent=publication.indexes["en"])
    few = queries()
    PostFactory.create_batch(5, parent=publication.indexes["en"])
    restrict(publication.indexes["he"])

    assert queries() == few
