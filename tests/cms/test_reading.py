"""A public reading works at nothing, whatever the code that answers it asks for."""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.embeds.embeds import get_embed, get_embed_hash
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.models import Embed
from wagtail.images.models import Filter
from wagtail.models import Page, Site

from cms.images import sizes
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from cms.reading import ReadingMiddleware, is_reading, reading
from home.models import SiteSettings
from tests.conftest import empty_homes
from tests.demo import load_without_drawing
from tests.factories import PhotoFactory, block, make_document
from tests.museum.models import POSTER, Curator, ExhibitPage, Material
from tests.statements import written

VIDEO = "https://vimeo.com/76979871"
#: What a front end asks beside pages.
LISTINGS = (
    "pages/?fields=*&limit=100",
    "pages/?type=blog.BlogPage&fields=*&limit=100",
    "pages/?type=museum.ExhibitPage&fields=*&limit=100",
    "images/?fields=*&limit=100",
    "documents/?fields=*&limit=100",
    "redirects/",
    *(
        f"{listing}/?{question}locale={code}"
        for listing, question in (
            ("categories", ""),
            ("authors", ""),
            ("archive", ""),
            ("site", ""),
            ("search", "q=a&"),
        )
        for code in ("en", "fr", "he")
    ),
)


@pytest.fixture
def photo(db: None) -> Photo:
    """A photo of which nothing is made yet."""
    return PhotoFactory(file__width=300, file__height=200)


def exhibit(parent: Any, photo: Photo) -> ExhibitPage:
    """A page whose fields, blocks, rich text, and template want what is not made."""
    page = ExhibitPage(
        title="Exhibit",
        locale=parent.locale,
        picture=photo,
        catalogue=make_document(),
        curator=Curator.objects.create(name_en="Ada"),
        story=(
            f'<p>A</p><embed embedtype="image" id="{photo.pk}" alt="A" format="left"/>'
            f'<embed embedtype="media" url="{VIDEO}"/>'
        ),
        chapters=ExhibitPage.chapters.field.to_python(
            [block("frame", {"picture": photo.pk}), block("frame", {"picture": photo.pk})]
        ),
    )
    page.materials = [Material.objects.create(name="Silk")]
    parent.add_child(instance=page)
    return page


def files() -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).rglob("*"))


@pytest.fixture
def reads_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask for addresses, and hold that all have an answer for which nothing was made.

    No row is written, no file comes or is opened, and nobody is asked.
    """

    def refuse(*args: Any, **options: Any) -> Any:
        raise AssertionError("a picture was opened, or the network was used")

    def ask(*addresses: str) -> None:
        monkeypatch.setattr(Photo, "open_file", refuse)
        monkeypatch.setattr(Photo, "generate_rendition_file", refuse)
        monkeypatch.setattr("willow.Image.open", refuse)
        monkeypatch.setattr("PIL.Image.open", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        before = files()
        with CaptureQueriesContext(connection) as queries:
            statuses = {address: client.get(address).status_code for address in addresses}
        assert {address: status for address, status in statuses.items() if status != 200} == {}
        assert written(queries) == []
        assert files() == before

    return ask


def addresses_of(page: Page) -> list[str]:
    """Where a page is read: by its number, by its path, and by people."""
    path = page.get_url()
    return [f"/api/v2/pages/{page.pk}/", f"/api/v2/resolve/?path={path}", path]


@pytest.mark.django_db
def test_reading_the_demo_makes_nothing(reads_only):
    empty_homes()
    load_without_drawing()
    pages = Page.objects.live().filter(depth__gt=1).specific()
    asked = [address for page in pages for address in addresses_of(page)]
    photos = [f"/api/v2/images/{pk}/" for pk in Photo.objects.values_list("pk", flat=True)]
    reads_only(*asked, *photos, *(f"/api/v2/{listing}" for listing in LISTINGS))


@pytest.mark.parametrize("code", ["en", "fr", "he"])
def test_reading_what_others_wrote_makes_nothing(publication, photo, reads_only, code):
    page = exhibit(publication.homes[code], photo)
    asked = [*addresses_of(page), f"/api/v2/images/{photo.pk}/"]
    reads_only(*asked, *(f"/api/v2/{listing}" for listing in LISTINGS))


def test_the_upload_stands_in_for_what_is_not_made(publication, photo, api, read):
    page = exhibit(publication.homes["en"], photo)
    given = api(f"pages/{page.pk}/")
    upload = photo.file.url
    assert given["thumbnail"]["url"] == given["cover"]["small"]["url"] == upload
    assert given["poster"] == upload
    assert given["chapters"][0]["value"] == [upload, upload]
    html = read(page.get_url())
    shown = html.select_one(f"main img[src='{upload}']")
    assert (shown["width"], shown["height"]) == ("300", "200")
    assert html.select_one("main source")["srcset"] == upload


def test_what_is_made_is_given(publication, photo, api):
    page = exhibit(publication.homes["en"], photo)
    assert api(f"pages/{page.pk}/")["poster"] == photo.file.url
    make_renditions(photo)
    assert api(f"pages/{page.pk}/")["poster"] == photo.renditions.get(filter_spec=POSTER).url


def test_a_size_that_is_declared_is_made_when_a_photo_is_saved(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = PhotoFactory(file__width=300, file__height=200)
    assert photo.renditions.filter(filter_spec=POSTER).exists()


def test_a_size_that_nobody_declares_is_named_in_the_log_once(photo, caplog):
    sizes.warn_where_undeclared.cache_clear()
    with reading():
        for spec in ("width-33", "width-33", POSTER):
            photo.get_rendition(spec)
    [record] = caplog.records
    assert "'width-33'" in record.getMessage()


def test_a_size_that_is_none_is_refused_as_wagtail_refuses_it(photo):
    with reading(), pytest.raises(ValueError, match="nonsense"):
        photo.get_rendition("nonsense-12")


def test_a_filter_is_taken_as_well_as_its_text(photo):
    with reading():
        assert photo.get_rendition(Filter(spec="width-33")).url == photo.file.url


def test_renditions_are_made_while_nobody_reads(photo):
    assert photo.get_rendition("width-33").width == 33
    assert set(photo.get_renditions("width-33", "width-34")) == {"width-33", "width-34"}
    assert photo.renditions.count() == 2


def test_the_admin_makes_what_it_shows(admin_client, photo):
    address = reverse("wagtailimages:index")
    assert admin_client.get(address).status_code == 200
    assert photo.renditions.exists()


def test_what_providers_say_is_known_where_it_is_saved(db):
    with reading(), pytest.raises(EmbedNotFoundException):
        get_embed(VIDEO)
    saved = Embed.objects.create(url=VIDEO, hash=get_embed_hash(VIDEO), html="<i></i>")
    with reading():
        assert get_embed(VIDEO) == saved


def test_a_template_that_asks_for_settings_makes_none(publication):
    site = Site.objects.get(is_default_site=True)
    with reading():
        assert SiteSettings.for_site(site).pk is None
    assert SiteSettings.for_site(site).pk is not None
    with reading():
        assert SiteSettings.for_site(site).pk is not None


@pytest.mark.parametrize(
    ("method", "path", "is_one"),
    [
        ("get", "/he/", True),
        ("head", "/api/v2/pages/", True),
        ("get", "/documents/1/a.pdf", True),
        ("post", "/he/", False),
        ("get", "/admin/images/", False),
    ],
)
def test_what_everybody_can_get_is_a_reading(rf, method, path, is_one):
    seen = []
    ReadingMiddleware(lambda request: seen.append(is_reading()))(getattr(rf, method)(path))
    assert (seen, is_reading()) == ([is_one], False)
