import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from blog.models import BlogPage
from tests.factories import PostFactory, StandardPageFactory


@pytest.fixture
def post(publication):
    return PostFactory(parent=publication.indexes["he"], slug="דלתות")


HEBREW_PATH = "/he/%D7%A1%D7%99%D7%A4%D7%95%D7%A8%D7%99%D7%9D/%D7%93%D7%9C%D7%AA%D7%95%D7%AA/"


def test_a_redirect_to_a_page_leads_to_its_path(post, api):
    redirect = Redirect.objects.create(old_path="/old", redirect_page=post)

    assert api("redirects/") == {
        "meta": {"total_count": 1},
        "items": [
            {
                "id": redirect.pk,
                "meta": {
                    "type": "wagtailredirects.Redirect",
                    "detail_url": f"http://127.0.0.1:8000/api/v2/redirects/{redirect.pk}/",
                },
                "old_path": "/old",
                "location": HEBREW_PATH,
            }
        ],
    }


def test_a_redirect_by_itself_is_what_it_is_in_a_listing(post, api):
    redirect = Redirect.objects.create(old_path="/old", redirect_page=post)

    assert [api(f"redirects/{redirect.pk}/")] == api("redirects/")["items"]


def test_a_redirect_to_an_address_leads_there(publication, api):
    redirect = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/?a=b")

    assert api(f"redirects/{redirect.pk}/")["location"] == "https://example.org/?a=b"


def test_an_address_that_an_editor_wrote_in_hebrew_is_given_encoded(publication, api):
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/he/סיפורים/דלתות/?a=%20b")

    assert api(f"redirects/{redirect.pk}/")["location"] == f"{HEBREW_PATH}?a=%20b"


def test_a_redirect_to_a_page_of_another_site_leads_to_its_whole_address(publication, api):
    home = StandardPageFactory(parent=Page.objects.get(depth=1), slug="elsewhere")
    Site.objects.create(hostname="other.example.org", root_page=home)
    redirect = Redirect.objects.create(old_path="/old", redirect_page=home)

    location = api(f"redirects/{redirect.pk}/")["location"]

    assert location == "http://other.example.org/en/"


def test_a_redirect_to_nothing_leads_nowhere(publication, api):
    redirect = Redirect.objects.create(old_path="/old")

    assert api(f"redirects/{redirect.pk}/")["location"] is None


def test_a_route_that_the_page_does_not_have_is_left_out_as_in_stock(post, api):
    redirect = Redirect.objects.create(
        old_path="/old", redirect_page=post, redirect_page_route_path="/2024/"
    )

    assert api(f"redirects/{redirect.pk}/")["location"] == HEBREW_PATH


def test_a_route_that_the_page_has_is_followed(post, api, monkeypatch):
    # None of our page types has routes; this is all that one would have to have.
    monkeypatch.setattr(BlogPage, "resolve_subpage", lambda page, path: None, raising=False)
    redirect = Redirect.objects.create(
        old_path="/old", redirect_page=post, redirect_page_route_path="/2024/"
    )

    assert api(f"redirects/{redirect.pk}/")["location"] == HEBREW_PATH + "2024/"


@pytest.mark.parametrize(
    ("old_path", "asked"),
    [
        ("/old", "/old"),
        ("/old?a=b", "/old?a=b"),
        ("/דלת", "/דלת"),
        ("/דלת", "/%D7%93%D7%9C%D7%AA"),
    ],
)
def test_a_redirect_is_found_by_its_path(publication, client, old_path, asked):
    redirect = Redirect.objects.create(old_path=old_path, redirect_link="/new")

    response = client.get("/api/v2/redirects/find/", {"html_path": asked})

    assert response.status_code == 302
    assert f"/api/v2/redirects/{redirect.pk}/" in response["Location"]


def test_a_path_that_leads_nowhere_is_not_found(publication, api):
    error = api("redirects/find/", html_path="/nothing", status=404)

    assert error == {"message": "not found"}


def test_a_redirect_is_found_by_id(publication, api):
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/new")

    assert api("redirects/find/", id=redirect.pk)["old_path"] == "/old"


def test_redirects_are_filtered_and_ordered_as_in_stock(publication, api):
    for old_path in ("/one", "/two"):
        Redirect.objects.create(old_path=old_path, redirect_link="/new")

    def paths(**parameters):
        return [item["old_path"] for item in api("redirects/", **parameters)["items"]]

    assert paths(old_path="/two") == ["/two"]
    assert paths(order="-old_path") == ["/two", "/one"]
    assert paths(limit=1) == ["/one"]
