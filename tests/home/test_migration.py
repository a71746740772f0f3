"""What a new database holds."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Locale, Page, Site

from cms.translation.models import LiveTexts
from home.models import HomePage

MIGRATION = import_module("home.migrations.0002_home_pages")


@pytest.fixture(scope="module")
def historical_apps(django_db_setup, django_db_blocker):
    """The models as migrations have them: the newest, since the tables have all their columns."""
    with django_db_blocker.unblock():
        return MigrationLoader(connection).project_state().apps


@pytest.fixture
def _migrated(db, historical_apps):
    """A database as Wagtail leaves it, with its welcome page, and the migration's work on it."""
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    english = Locale.objects.get_or_create(language_code="en")[0]
    welcome = root.add_child(instance=Page(title="Welcome", slug="home", locale=english))
    Locale.objects.exclude(pk=english.pk).delete()
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    # Where the migration runs, there is no such table yet.
    LiveTexts.objects.all().delete()
    MIGRATION.create_home_pages(historical_apps, None)


pytestmark = pytest.mark.usefixtures("_migrated")


def test_there_is_a_live_home_page_in_each_language():
    homes = HomePage.objects.live().select_related("locale").order_by("path")

    assert [(home.locale.language_code, home.title) for home in homes] == [
        ("en", "Home"),
        ("fr", "Accueil"),
        ("he", "דף הבית"),
    ]


def test_the_home_pages_are_translations_of_one_another():
    assert HomePage.objects.values("translation_key").distinct().count() == 1


def test_the_site_starts_at_the_english_home_page():
    site = Site.objects.get()

    assert site.is_default_site
    assert site.root_page.specific == HomePage.objects.get(locale__language_code="en")


def test_wagtails_welcome_page_is_gone():
    assert not Page.objects.filter(title="Welcome").exists()


def test_the_page_tree_is_sound():
    assert not any(Page.find_problems())
    assert Page.get_first_root_node().numchild == 3


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_home_page_can_be_edited_and_published(code):
    home = HomePage.objects.get(locale__language_code=code)
    home.title = "Changed"

    home.save_revision().publish()

    home.refresh_from_db()
    assert (home.title, home.slug) == ("Changed", MIGRATION.HOME_PAGES[code][0])


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_a_page_can_be_added_below_a_home_page(code, read):
    home = HomePage.objects.get(locale__language_code=code)

    home.add_child(instance=home.creatable_subpage_models()[0](title="Films", slug="films"))

    assert read(f"/{code}/films/").find("h1").get_text() == "Films"
