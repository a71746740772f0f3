"""Photos come in through Wagtail's admin."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import APIToken

from cms.images.models import Photo
from cms.images.renditions import make_renditions
from tests.cms.images.files import announced, encode, truncated, turned
from tests.factories import PhotoFactory, image_bytes, root_collection

BAD_FILES = {
    "a text": ("door.jpg", b"This is no picture.", "Upload a valid image"),
    "nothing": ("door.jpg", b"", "The submitted file is empty"),
    "a page": (
        "door.png",
        b"<html><script>alert(1)</script></html>",
        "The extension does not match the file format",
    ),
    "a drawing with a script": (
        "door.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "Not a supported image format",
    ),
    "a format that is not taken": (
        "door.bmp",
        image_bytes(20, 10, "BMP"),
        "Not a supported image format",
    ),
    "another format than its name says": (
        "door.gif",
        image_bytes(20, 10, "JPEG"),
        "The extension does not match the file format",
    ),
    "a name without extension": ("door", image_bytes(20, 10), "Not a supported image format"),
    "half a JPEG": ("door.jpg", truncated("JPEG"), "Upload a valid image"),
    "half a PNG": ("door.png", truncated("PNG"), "Upload a valid image"),
    "half a WebP": ("door.webp", truncated("WEBP"), "Upload a valid image"),
    "half a GIF": ("door.gif", truncated("GIF"), "Upload a valid image"),
    "only a beginning": ("door.jpg", image_bytes(20, 10)[:30], "Upload a valid image"),
    "a header that lies": ("door.png", announced(100, 100), "Upload a valid image"),
    "too many pixels": ("door.png", announced(9000, 9000), "has too many pixels"),
    "a decompression bomb": ("door.png", announced(60000, 60000), "has too many pixels"),
}


@pytest.fixture
def editor(client, db):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def upload(client, name, content, title="A door"):
    """Send a file as the page for adding photos does, and return what it answers."""
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": title, "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    return response.json()


def choose(client, name, content):
    """Send a file as the photo chooser in the page editor does, and return the form it shows."""
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "A door",
            "image-chooser-upload-file": SimpleUploadedFile(name, content),
        },
    )
    assert response.status_code == 200
    return response.json()["htmlFragment"]


def stored_files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("name", "content", "sentence"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_stored(
    editor, settings, name, content, sentence
):
    answer = upload(editor, name, content)
    assert answer["success"] is False
    assert sentence in answer["error_message"]
    assert not Photo.objects.exists()
    assert stored_files(settings) == []


@pytest.mark.parametrize(("name", "content", "sentence"), BAD_FILES.values(), ids=BAD_FILES)
def test_the_api_v3_preview_refuses_it_too(client, admin_user, settings, name, content, sentence):
    headers = {"Authorization": f"Bearer {APIToken.create_token(user=admin_user, name='x')[1]}"}
    file = SimpleUploadedFile(name, content)
    sent = {"title": "A door", "collection": root_collection().pk, "file": file}

    answer = client.post("/api/v3-preview/images/", sent, headers=headers)

    assert 400 <= answer.status_code < 500
    assert not Photo.objects.exists()
    assert stored_files(settings) == []


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_follows_the_picture_in_its_file_is_not_kept(editor, settings, image_format):
    content = image_bytes(20, 10, image_format) + b"<script>alert(1)</script>"

    assert upload(editor, f"door.{image_format.lower()}", content)["success"] is True

    kept = [path.read_bytes() for path in stored_files(settings)]
    assert kept
    assert not any(b"<script" in each for each in kept)


@pytest.mark.parametrize("bad", ["a text", "half a JPEG", "a decompression bomb"])
def test_the_chooser_in_the_page_editor_refuses_a_bad_file_in_its_form(editor, settings, bad):
    name, content, sentence = BAD_FILES[bad]
    assert sentence in choose(editor, name, content)
    assert not Photo.objects.exists()
    assert stored_files(settings) == []


def test_the_edit_form_refuses_a_bad_file_and_keeps_the_good_one(editor):
    photo = PhotoFactory()
    file = SimpleUploadedFile("door.jpg", truncated())
    response = editor.post(
        reverse("wagtailimages:edit", args=(photo.pk,)), {"title": "Broken", "file": file}
    )
    assert response.status_code == 200
    assert "Upload a valid image" in response.context["form"].errors["file"][0]
    stored = Photo.objects.get(pk=photo.pk)
    assert (stored.title, stored.file.name) == (photo.title, photo.file.name)
    assert stored.file.storage.exists(stored.file.name)


def test_a_file_of_too_many_bytes_is_refused(editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    content = image_bytes(600, 400)
    assert len(content) > 1000
    assert "This file is too big" in upload(editor, "door.jpg", content)["error_message"]
    assert not Photo.objects.exists()


def test_a_large_file_that_is_kept_on_disk_while_it_arrives_is_checked_too(editor, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    assert upload(editor, "door.jpg", truncated())["success"] is False
    assert upload(editor, "door.jpg", image_bytes())["success"] is True


def test_a_picture_of_more_pixels_than_are_allowed_is_refused(editor, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 20 * 20
    assert upload(editor, "door.png", image_bytes(20, 20, "PNG"))["success"] is True
    answer = upload(editor, "gate.png", image_bytes(20, 21, "PNG"))
    assert answer["error_message"] == ("This file has too many pixels (420). Maximum pixels 400.")


def test_what_announces_too_many_pixels_is_refused_before_it_is_decoded(editor, monkeypatch):
    decoded = []
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded.append)
    assert "has too many pixels" in upload(editor, "a.png", announced(9000, 9000))["error_message"]
    assert decoded == []


@pytest.mark.parametrize(
    ("name", "image_format"),
    [
        ("door.jpg", "JPEG"),
        ("door.jpeg", "JPEG"),
        ("DOOR.JPG", "JPEG"),
        ("door.png", "PNG"),
        ("door.gif", "GIF"),
        ("door.webp", "WEBP"),
        ("door.avif", "AVIF"),
        ("דלת.jpg", "JPEG"),
    ],
)
def test_a_good_file_is_taken(editor, name, image_format):
    assert upload(editor, name, image_bytes(20, 10, image_format))["success"] is True
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (20, 10)


def test_a_photo_that_a_camera_laid_down_is_taken_upright(editor):
    upload(editor, "door.jpg", turned(6))
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (20, 60)


def test_a_picture_whose_exif_data_are_broken_is_taken_all_the_same(editor):
    content = encode(Image.new("RGB", (20, 10)), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff")
    assert upload(editor, "door.jpg", content)["success"] is True
    assert editor.get(reverse("wagtailimages:index")).status_code == 200


def test_an_uploaded_photo_has_its_renditions_when_the_upload_is_done(
    editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload(editor, "door.jpg", image_bytes(120, 80))
    specs = Photo.objects.get().renditions.values_list("filter_spec", flat=True)
    assert {"width-120|format-jpeg", "width-120|format-webp"} <= set(specs)


def test_a_replaced_file_gets_renditions_and_a_placeholder_of_its_own(
    editor, django_capture_on_commit_callbacks
):
    photo = PhotoFactory(file__width=120, file__height=80, file__color="teal")
    make_renditions(photo)
    before = set(photo.renditions.values_list("file", flat=True))
    placeholder = Photo.objects.get().placeholder
    gold = io.BytesIO(encode(Image.new("RGB", (120, 80), "gold"), "JPEG"))
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(
            reverse("wagtailimages:edit", args=(photo.pk,)),
            {"title": "Gate", "file": SimpleUploadedFile("gate.jpg", gold.read())},
        )
    assert response.status_code == 302
    photo = Photo.objects.get()
    specs = photo.renditions.filter(filter_spec__contains="format-")
    assert set(specs.values_list("filter_spec", flat=True)) == {
        "width-120|format-jpeg",
        "width-120|format-webp",
    }
    assert not before & set(photo.renditions.values_list("file", flat=True))
    assert photo.placeholder != placeholder


def test_a_photos_texts_are_filled_in_per_language(editor):
    photo = PhotoFactory()
    editor.post(
        reverse("wagtailimages:edit", args=(photo.pk,)),
        {"title": "Door", "caption_en": "A door", "caption_fr": "Une porte", "caption_he": "דלת"},
    )
    photo = Photo.objects.get()
    assert (photo.caption_en, photo.caption_fr, photo.caption_he) == ("A door", "Une porte", "דלת")
