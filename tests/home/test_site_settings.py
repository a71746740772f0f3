"""What the publication says of itself, and the form in which editors write it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.users.models import UserProfile

from home.models import SiteSettings
from tests.factories import PhotoFactory


@pytest.fixture
def address(publication) -> str:
    return reverse("wagtailsettings:edit", args=("home", "sitesettings", publication.site.pk))


def texts(**given: str) -> dict[str, str]:
    names = ("name", "tagline", "purpose")
    return {f"{name}_{code}": "" for name in names for code in ("en", "fr", "he")} | given


def test_the_form_has_an_input_for_each_text_in_each_language(address, admin_client):
    form = BeautifulSoup(admin_client.get(address).content, "html.parser")

    named = {field["name"] for field in form.select("main [name]")}

    assert set(texts()) <= named
    assert not {"name", "tagline", "purpose"} & named


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("he", "rtl")])
def test_an_input_is_in_the_direction_of_its_language(address, admin_client, code, direction):
    form = BeautifulSoup(admin_client.get(address).content, "html.parser")

    field = form.select_one(f"[name=purpose_{code}]")

    assert field.find_parent(dir=True)["dir"] == direction


def test_an_editor_writes_all_languages_at_once(publication, address, admin_client):
    admin_client.post(
        address, texts(name_en="The Missing Tile", name_fr="Le Zellige", name_he="האריח החסר")
    )

    row = SiteSettings.for_site(publication.site)
    assert (row.name_en, row.name_fr, row.name_he) == (
        "The Missing Tile",
        "Le Zellige",
        "האריח החסר",
    )


def test_what_is_written_is_read_on_the_pages(publication, address, admin_client, read):
    admin_client.post(address, texts(name_en="The Missing Tile", name_he="האריח החסר"))

    assert "האריח החסר" in read("/he/").title.get_text()
    assert "The Missing Tile" in read("/fr/").title.get_text()


def test_the_english_name_is_required_and_nothing_else(publication, address, admin_client):
    admin_client.post(address, texts(name_fr="Le Zellige"))
    assert not SiteSettings.objects.filter(name_fr="Le Zellige").exists()

    admin_client.post(address, texts(name_en="The Missing Tile"))
    assert SiteSettings.objects.filter(name_en="The Missing Tile").exists()


@pytest.mark.parametrize("spoken", ["en", "fr", "he"])
def test_whatever_language_the_editor_speaks_each_text_goes_to_its_own(
    address, admin_client, admin_user, spoken
):
    UserProfile.objects.create(user=admin_user, preferred_language=spoken)

    admin_client.post(address, texts(name_en="The Missing Tile", name_he="האריח החסר"))

    row = SiteSettings.objects.get()
    assert (row.name_en, row.name_he) == ("The Missing Tile", "האריח החסר")
    assert not row.name_fr


@pytest.mark.parametrize(
    ("code", "name"), [("en", "The Tile"), ("fr", "The Tile"), ("he", "האריח")]
)
def test_a_name_that_is_not_written_in_a_language_is_the_english_one(publication, code, name):
    row = SiteSettings.objects.create(
        site=publication.site, name_en="The Tile", name_fr="", name_he="האריח"
    )

    with translation.override(code):
        assert row.name == name


def test_a_picture_is_chosen_for_what_is_shared(
    address, admin_client, django_capture_on_commit_callbacks
):
    photo = PhotoFactory()

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address, texts(name_en="Tiles") | {"share_picture": photo.pk})

    assert SiteSettings.objects.get().share_picture == photo
    usage = admin_client.get(reverse("wagtailimages:image_usage", args=[photo.pk]))
    assert address in usage.content.decode()


def test_a_private_photo_is_refused_as_the_picture_of_what_is_shared(address, admin_client):
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    photo = PhotoFactory(collection=collection)

    response = admin_client.post(address, texts(name_en="Tiles") | {"share_picture": photo.pk})

    assert "private collection" in response.content.decode()
    assert not SiteSettings.objects.filter(share_picture=photo).exists()
