"""The language of an answer is the one in its path, whoever asks and however."""

import pytest
from django.conf import settings

from tests.factories import PostFactory

PREFERENCES = [
    {"accept-language": "fr"},
    {"accept-language": "he,fr;q=0.5"},
    {"cookie": f"{settings.LANGUAGE_COOKIE_NAME}=he"},
]


@pytest.mark.parametrize("headers", PREFERENCES, ids=str)
@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("he", "rtl")])
def test_a_page_is_in_the_language_of_its_path(publication, read, code, direction, headers):
    page = read(f"/{code}/", **headers)

    assert (page.html["lang"], page.html["dir"]) == (code, direction)


@pytest.mark.parametrize("headers", PREFERENCES, ids=str)
def test_the_bare_address_leads_everybody_to_the_default_language(client, headers):
    assert client.get("/", headers=headers)["Location"] == "/en/"


@pytest.mark.parametrize("headers", PREFERENCES, ids=str)
def test_what_is_not_found_is_said_in_the_language_of_the_path(publication, read, headers):
    page = read("/fr/rien/", status=404, **headers)

    assert page.html["lang"] == "fr"


def test_what_is_not_found_and_has_no_language_is_said_in_the_default_one(publication, read):
    page = read("/nothing/", status=404, **{"accept-language": "he"})

    assert page.html["lang"] == "en"


@pytest.mark.parametrize("headers", PREFERENCES, ids=str)
def test_a_missing_address_of_the_api_is_not_found_and_leads_nowhere(publication, client, headers):
    response = client.get("/api/v2/nothing/", headers=headers)

    assert (response.status_code, response["Content-Type"]) == (404, "application/json")


def test_a_page_tells_caches_of_no_preference_that_it_depends_on(publication, client):
    response = client.get("/fr/", headers={"accept-language": "he"})

    assert "Vary" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_where_there_is_no_home_page_in_a_language_no_other_takes_its_place(publication, read, how):
    getattr(publication.homes["he"], how)()

    read("/he/", status=404)
    read("/he/stories/", status=404)


def test_without_their_home_page_other_pages_are_where_they_were(publication, read, api):
    post = PostFactory(parent=publication.indexes["he"], title="הקינוח")
    publication.homes["he"].unpublish()

    assert read(post.url).h1.get_text() == "הקינוח"
    assert api("pages/find/", html_path=post.url)["id"] == post.pk


def test_an_editor_reads_the_same_bytes_as_everybody(publication, client, admin_client):
    assert admin_client.get("/he/").content == client.get("/he/").content
