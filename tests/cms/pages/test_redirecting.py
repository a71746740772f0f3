"""Where readers are led who come to where a page no longer is."""

from urllib.parse import quote

import pytest
from django.db.models import F, Value
from django.db.models.functions import Replace
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import PostFactory


@pytest.fixture
def post(publication):
    return PostFactory(parent=publication.indexes["he"], slug="דלתות")


@pytest.mark.parametrize(("is_permanent", "status"), [(True, 301), (False, 302)])
def test_a_redirect_leads_to_its_page(post, client, is_permanent, status):
    Redirect.objects.create(old_path="/old", redirect_page=post, is_permanent=is_permanent)

    response = client.get("/old/")

    assert (response.status_code, response["Location"]) == (status, _path(post))


def test_a_redirect_leads_to_its_address(publication, client):
    Redirect.objects.create(old_path="/old", redirect_link="https://example.org/?a=b")

    assert client.get("/old")["Location"] == "https://example.org/?a=b"


def test_a_redirect_may_be_from_a_query(post, client):
    Redirect.objects.create(old_path="/old?page=7", redirect_page=post)

    assert client.get("/old?page=7").status_code == 301
    assert client.get("/old?page=8").status_code == 404


def test_a_redirect_holds_for_any_query(post, client):
    Redirect.objects.create(old_path="/old", redirect_page=post)

    assert client.get("/old?utm_source=letter")["Location"] == _path(post)


def test_a_redirect_leads_to_nothing_that_is_not_public(post, client):
    Redirect.objects.create(old_path="/old", redirect_page=post)
    nothing = client.get("/nothing")
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    private = client.get("/old")
    PageViewRestriction.objects.all().delete()
    post.unpublish()
    unpublished = client.get("/old")

    assert [each.status_code for each in (nothing, private, unpublished)] == [404] * 3
    assert "Location" not in private
    assert "Location" not in unpublished


def test_a_redirect_to_a_page_leads_to_the_front_end(post, client, settings):
    settings.FRONTEND_URLS = {"default": "https://www.example.org"}
    Redirect.objects.create(old_path="/old", redirect_page=post)

    assert client.get("/old")["Location"] == f"https://www.example.org{_path(post)}"


def test_a_redirect_follows_what_another_process_moved(post, publication, client):
    Redirect.objects.create(old_path="/old", redirect_page=post)
    Site.get_site_root_paths()  # which Wagtail keeps in this process for an hour
    home = publication.homes["he"]
    moved = Replace(F("url_path"), Value(home.url_path), Value("/elsewhere/"))
    Page.objects.filter(path__startswith=home.path).update(url_path=moved)

    assert client.get("/old")["Location"] == _path(post)


def _path(post):
    return f"/he/{quote(post.get_parent().slug)}/{quote(post.slug)}/"
