"""Nobody guesses what a photo's files are called: whoever knows it may have them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.images.files import token_of
from cms.images.models import Photo, Rendition
from tests.cms.images.files import make_photo
from tests.factories import image_bytes, root_collection

TOKEN = re.compile(r"[0-9a-f]{16}")

pytestmark = pytest.mark.django_db


def test_each_photo_is_in_a_folder_that_nobody_guesses():
    first, second = (make_photo(image_bytes(), "door.jpg") for _ in range(2))

    for photo in (first, second):
        folder, token, name = photo.file.name.split("/")
        assert (folder, name) == ("original_images", "door.jpg")
        assert TOKEN.fullmatch(token)
    assert first.file.name != second.file.name


def test_its_renditions_are_in_one_of_the_same_name():
    photo = make_photo(image_bytes(), "door.jpg")

    rendition = photo.get_rendition("width-10|format-webp")

    token = token_of(photo.file.name)
    assert rendition.file.name == f"images/{token}/door.width-10.format-webp.webp"


def test_those_of_a_photo_that_was_stored_without_are_where_nobody_guesses_too():
    photo = make_photo(image_bytes(), "door.jpg")
    storage = photo.file.storage
    with photo.open_file() as file:
        Photo.objects.filter(pk=photo.pk).update(file=storage.save("original_images/old.jpg", file))
    photo = Photo.objects.get(pk=photo.pk)

    rendition = photo.get_rendition("width-10|format-webp")

    assert TOKEN.fullmatch(token_of(rendition.file.name))


@pytest.mark.parametrize("filter_spec", ["width-10", "fill-10x10-c100|format-webp|webpquality-80"])
def test_a_long_name_is_cut_and_the_folder_is_not(filter_spec):
    photo = make_photo(image_bytes(), "a-blue-door" * 20 + ".jpg")
    rendition = photo.get_rendition(filter_spec)

    assert TOKEN.fullmatch(token_of(photo.file.name))
    assert token_of(rendition.file.name) == token_of(photo.file.name)
    for model, instance in ((Photo, photo), (Rendition, rendition)):
        assert len(instance.file.name) <= model._meta.get_field("file").max_length
    assert photo.filename.startswith("a-blue-door")
    assert photo.filename.endswith(".jpg")


def test_editors_see_the_name_of_what_they_uploaded(admin_client):
    form = {
        "title": "Blue door",
        "file": SimpleUploadedFile("door.jpg", image_bytes()),
        "collection": root_collection().pk,
    }
    admin_client.post(reverse("wagtailimages:add"), form)

    photo = Photo.objects.get()
    assert (photo.title, photo.filename) == ("Blue door", "door.jpg")
