"""What all tests share."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from blog.models import BlogIndexPage
from cms.keeping import forget
from cms.languages import LANGUAGES
from home.models import HomePage
from tests.factories import BlogIndexPageFactory, root_collection, translate

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium")
    config.addinivalue_line("markers", "postgresql: needs a PostgreSQL server")
    config.addinivalue_line("markers", "database: asks the database that DATABASE_URL names")


def in_browser(item: pytest.Item) -> bool:
    """Whether a test needs a browser."""
    return Path(__file__).parent / "browser" in item.path.parents


def asks_database(item: pytest.Item) -> bool:
    """Whether a test may ask the tests' database: pytest-django lets no other do so."""
    fixtures = getattr(item, "fixturenames", ())
    return (
        "db" in fixtures
        or "transactional_db" in fixtures
        or item.get_closest_marker("django_db") is not None
    )


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the browser tests, and those of the database, before ``-m`` takes its choice."""
    if in_browser(item):
        item.add_marker("browser")
    if asks_database(item):
        item.add_marker("database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: each of them empties the database."""
    items.sort(key=in_browser)


def missing(what: str) -> None:
    """Skip a test because something is not on this machine; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, and CI must have it")
    pytest.skip(what)


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hashing a password well takes longer than most tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Wagtail keeps the sites' root paths and renditions in the cache.

    And objects are kept as they were given, also with what settings say, which change in tests.
    """
    cache.clear()
    forget()


@dataclass
class Publication:
    """A site with a home page and a blog index in each language, by language code."""

    site: Site
    homes: dict[str, HomePage]
    indexes: dict[str, BlogIndexPage]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The smallest publication is in the database from the start: most tests need it."""
    with django_db_blocker.unblock():
        if not BlogIndexPage.objects.exists():  # a database that is used again has it
            make_publication()


@pytest.fixture
def publication(db: None) -> Publication:
    """The smallest publication, made anew where a test emptied the database before."""
    indexes = BlogIndexPage.objects.select_related("locale")
    if not indexes:
        return make_publication()
    return Publication(
        Site.objects.get(is_default_site=True),
        home_pages(),
        {index.locale.language_code: index for index in indexes},
    )


def make_publication() -> Publication:
    """Make home pages and blog indexes in three languages, all live.

    The home pages are those of the migration; they are made again where a browser test, which
    empties the database when it ends, came before.
    """
    homes = home_pages()
    english = BlogIndexPageFactory(parent=homes["en"])
    indexes = {"en": english}
    for code, slug in (("fr", "articles"), ("he", "סיפורים")):
        indexes[code] = translate(english, code, homes[code], slug=slug)
    return Publication(Site.objects.get(is_default_site=True), homes, indexes)


def empty_homes() -> dict[str, HomePage]:
    """Return the home pages by language code, with nothing below them."""
    BlogIndexPage.objects.all().delete()
    return home_pages()


def home_pages() -> dict[str, HomePage]:
    """Return the home pages by language code; make them where there are none."""
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language.code)
    if not HomePage.objects.exists():
        root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
        english = root.add_child(
            instance=HomePage(title="Home", slug="home", locale=Locale.get_default())
        )
        translate(english, "fr", root, title="Accueil", slug="accueil")
        translate(english, "he", root, title="דף הבית", slug="home-he")
        Site.objects.create(hostname="localhost", root_page=english, is_default_site=True)
    pages = HomePage.objects.select_related("locale")
    return {page.locale.language_code: page for page in pages}


def moderators() -> Group:
    """Return Wagtail's group of moderators; make it where there is none.

    A migration makes it, and a test that empties the database when it ends takes it away.
    """
    group, is_new = Group.objects.get_or_create(name="Moderators")
    if is_new:
        permissions = {each.codename: each for each in Permission.objects.all()}
        group.permissions.add(permissions["access_admin"])
        for action in ("add", "change", "lock", "publish", "unlock"):
            GroupPagePermission.objects.create(
                group=group,
                page=Page.get_first_root_node(),
                permission=permissions[f"{action}_page"],
            )
        for action in ("add", "change", "choose"):
            permission = Permission.objects.get(
                codename=f"{action}_image", content_type__app_label="wagtailimages"
            )
            GroupCollectionPermission.objects.create(
                group=group, collection=root_collection(), permission=permission
            )
    return group


@pytest.fixture
def api(client: Client) -> Callable[..., Any]:
    """Ask the API: ``api("pages/", type="blog.BlogPage")`` gives the JSON of a 200 answer."""

    def get(path: str, /, *, status: int = 200, **parameters: Any) -> Any:
        response = client.get(f"/api/v2/{path}", parameters, follow=True)
        assert response.status_code == status, response.content
        return response.json()

    return get


@pytest.fixture
def read(client: Client) -> Callable[..., BeautifulSoup]:
    """Read a page as a reader does: ``read("/he/")`` gives the HTML of a 200 answer."""

    def get(path: str, *, status: int = 200, **headers: str) -> BeautifulSoup:
        response = client.get(path, headers=headers)
        assert response.status_code == status, (path, response.status_code)
        return BeautifulSoup(response.content, "html.parser")

    return get


@pytest.fixture
def server(live_server: Any, settings: Any) -> str:
    """The address of a running server that knows its own address."""
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = live_server.url
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    return str(live_server.url)
