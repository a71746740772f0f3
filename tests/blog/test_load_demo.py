"""The command that loads the demo publication: into which databases, and what it says.

What it makes of an empty database is in test_demo.py.
"""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from blog.demo import loader
from blog.demo.pages import translation_key
from blog.management.commands import load_demo
from blog.models import BlogPage
from home.models import HomePage
from tests.demo import load_without_drawing
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    StandardPageFactory,
    make_document,
)


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch):
    monkeypatch.setattr(load_demo, "load", load_without_drawing)


@pytest.fixture(autouse=True)
def _development(settings):
    settings.DEBUG = True


@pytest.fixture
def new(publication):
    """A database with empty home pages only."""
    for index in publication.indexes.values():
        index.delete()
    return publication


@pytest.fixture
def loaded(publication):
    """A database with the demo in it, as far as the command can tell."""
    index = publication.indexes["en"]
    index.translation_key = translation_key("blog")
    index.save()


def run(*options: str) -> str:
    output = StringIO()
    call_command("load_demo", *options, stdout=output, no_color=True)
    return output.getvalue()


def contents() -> dict[str, int]:
    """The number of rows of every model."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def make_page() -> None:
    StandardPageFactory(parent=HomePage.objects.first())


def edit_home_page() -> None:
    HomePage.objects.first().save_revision()


OTHER_CONTENT = pytest.mark.parametrize(
    "make",
    [make_page, edit_home_page, PhotoFactory, make_document, CategoryFactory, AuthorFactory],
    ids=lambda make: make.__name__,
)


@OTHER_CONTENT
def test_a_database_with_other_content_is_refused_and_not_touched(new, make):
    make()
    before = contents()

    with pytest.raises(CommandError, match="has other content; nothing was touched"):
        run()

    assert contents() == before


@OTHER_CONTENT
def test_asked_for_an_empty_database_it_leaves_another_without_a_word(new, make):
    make()
    before = contents()

    assert run("--if-empty") == ""
    assert contents() == before


def test_told_to_it_loads_the_demo_beside_other_content(new, read):
    StandardPageFactory(parent=new.homes["en"], slug="mine", title="A page of mine")
    category = CategoryFactory(slug="film", name_en="Cinema")

    said = run("--beside-other-content")

    assert "The demo publication is loaded." in said
    assert read("/en/mine/").h1.get_text() == "A page of mine"
    # A category that is there already keeps its texts.
    category.refresh_from_db()
    assert category.name_en == "Cinema"
    assert BlogPage.objects.live().filter(categories=category).exists()


def test_where_a_page_of_the_demo_would_be_is_another_and_nothing_is_loaded(new):
    StandardPageFactory(parent=new.homes["en"], slug="about")
    before = contents()

    with pytest.raises(CommandError, match=r"nothing was touched.*'about' is already in use"):
        run("--beside-other-content")

    assert contents() == before


def test_a_publication_that_also_has_stories_is_not_taken_for_the_demo(publication):
    assert publication.indexes["en"].slug == "stories"
    assert loader.state() is loader.State.OTHER


def test_the_demo_is_known_again_when_its_pages_have_moved(loaded):
    index = Page.objects.get(slug="stories")
    index.slug = "tales"
    index.save()

    assert loader.state() is loader.State.DEMO


def test_where_the_demo_is_already_it_says_so(loaded):
    assert "The demo publication is here already; nothing was changed." in run()


def test_in_development_it_makes_logins_and_says_which(loaded, client):
    said = run()

    assert "Demo logins: admin, moderator, editor; the password of each is “mosaic”." in said
    for username in ("admin", "moderator", "editor"):
        client.logout()
        client.post("/admin/login/", {"username": username, "password": "mosaic"})
        assert client.get("/admin/").status_code == 200


def test_a_login_may_do_what_its_name_says(loaded):
    run()

    users = {user.username: user for user in get_user_model().objects.all()}
    assert users["admin"].is_superuser
    assert [group.name for group in users["moderator"].groups.all()] == ["Moderators"]
    assert [group.name for group in users["editor"].groups.all()] == ["Editors"]


def test_a_login_that_is_there_already_keeps_its_password(loaded, django_user_model):
    admin = django_user_model.objects.create_user("admin", password="chosen-by-me")

    run()

    admin.refresh_from_db()
    assert admin.check_password("chosen-by-me")


def test_outside_development_it_makes_no_logins_and_says_so(loaded, settings):
    settings.DEBUG = False

    said = run()

    assert (
        "No demo logins were made: accounts with known passwords are made with DEBUG on only."
        in said
    )
    assert not get_user_model().objects.exists()
