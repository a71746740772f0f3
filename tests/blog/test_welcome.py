"""What is said when the server starts: where everything is."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Site

from blog.demo.accounts import create_accounts
from tests.factories import PostFactory


@pytest.fixture
def welcome(publication):
    """The lines that the command prints."""

    def run() -> list[str]:
        output = StringIO()
        call_command("welcome", stdout=output, no_color=True)
        return [line.strip() for line in output.getvalue().splitlines() if line.strip()]

    return run


def addresses(lines: list[str], base: str) -> list[str]:
    return [word.removeprefix(base) for line in lines for word in line.split() if base in word]


def test_it_says_where_the_admin_is(welcome, settings):
    settings.BASE_URL = "http://127.0.0.1:8123"

    assert "Admin     http://127.0.0.1:8123/admin/" in welcome()


def test_it_names_a_page_and_its_document_in_each_language(publication, welcome, settings):
    posts = [PostFactory(parent=index) for index in publication.indexes.values()]

    paths = addresses(welcome(), settings.BASE_URL)

    expected = [(post.url, f"/api/v2/pages/{post.pk}/") for post in posts]
    assert paths == ["/admin/", *(path for pair in expected for path in pair)]


def test_every_address_answers(publication, welcome, settings, client):
    for index in publication.indexes.values():
        PostFactory(parent=index)

    for path in addresses(welcome(), settings.BASE_URL):
        assert client.get(path, follow=True).status_code == 200, path


def test_a_language_is_called_by_its_own_name(welcome):
    assert [line.split()[0] for line in welcome() if "/api/" not in line][2:] == [
        "English",
        "Français",
        "עברית",
    ]


def test_the_page_is_the_oldest_post(publication, welcome, settings):
    index = publication.indexes["en"]
    PostFactory(parent=index, slug="new", date=datetime.date(2026, 2, 1))
    PostFactory(parent=index, slug="old", date=datetime.date(2026, 1, 1))

    assert "/en/stories/old/" in addresses(welcome(), settings.BASE_URL)


def test_where_there_are_no_posts_the_page_is_the_home_page(welcome, settings):
    paths = addresses(welcome(), settings.BASE_URL)

    assert [path for path in paths if "api" not in path] == ["/admin/", "/en/", "/fr/", "/he/"]


def test_a_language_with_nothing_public_is_left_out(publication, welcome, settings):
    publication.homes["fr"].unpublish()

    paths = addresses(welcome(), settings.BASE_URL)

    assert [path for path in paths if "api" not in path] == ["/admin/", "/en/", "/he/"]


def test_a_database_without_a_site_has_an_admin(welcome, settings):
    Site.objects.all().delete()

    assert addresses(welcome(), settings.BASE_URL) == ["/admin/"]


def test_it_names_the_demo_logins_where_there_are_any(welcome, settings):
    settings.DEBUG = True
    assert not any("log in" in line for line in welcome())

    create_accounts()
    assert "log in as admin, moderator, editor; the password is mosaic" in welcome()


def test_outside_development_it_names_no_logins(welcome, settings):
    settings.DEBUG = True
    create_accounts()
    settings.DEBUG = False

    assert not any("log in" in line for line in welcome())
