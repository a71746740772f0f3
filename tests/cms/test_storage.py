"""Uploads in a bucket, in a server that speaks as S3 does."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from storages.backends.s3 import S3Storage
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.images.models import Photo, Rendition
from cms.images.renditions import make_renditions
from tests.cms.test_settings import settings_of
from tests.factories import PhotoFactory, image_bytes, make_document, root_collection
from tests.s3 import client_of, serving_bucket

pytestmark = pytest.mark.django_db

BUCKET = "uploads"

#: What the settings ask for: readers may have photos, and nothing else.
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": [
                f"arn:aws:s3:::{BUCKET}/images/*",
                f"arn:aws:s3:::{BUCKET}/original_images/*",
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of the server, which has a bucket."""
    with serving_bucket(BUCKET) as (address, client):
        client.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(POLICY))
        yield address


@pytest.fixture(scope="module")
def configured(endpoint: str) -> dict[str, Any]:
    """The storages that the settings make of the bucket's address."""
    [storages, method] = settings_of(
        "STORAGES",
        "WAGTAILDOCS_SERVE_METHOD",
        DEBUG="true",
        STORAGE_URL=f"s3://key:secret@{BUCKET}?endpoint={endpoint}&region=us-east-1",
    )
    assert method == "redirect"
    return storages


@pytest.fixture(autouse=True)
def _in_the_bucket(configured, monkeypatch, settings) -> None:
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"
    photos = S3Storage(**configured["photos"]["OPTIONS"])
    for model in (Photo, Rendition):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", photos)
    documents = S3Storage(**configured["default"]["OPTIONS"])
    monkeypatch.setattr(get_document_model()._meta.get_field("file"), "storage", documents)


@pytest.fixture
def private() -> Collection:
    """A collection for those who are logged in."""
    private: Collection = root_collection().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    return private


@pytest.fixture
def kept(endpoint: str) -> Callable[[], set[str]]:
    """The names of the files in the bucket."""
    client = client_of(endpoint)
    return lambda: {
        each["Key"] for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    }


def test_everybody_reads_a_photo_and_its_renditions_at_addresses_that_stay():
    photo = PhotoFactory()
    make_renditions(photo)

    addresses = [photo.file.url, *(each.file.url for each in photo.renditions.all())]

    assert len(addresses) > 1
    assert not any("?" in address for address in addresses)
    assert all(requests.get(address, timeout=5).status_code == 200 for address in addresses)


def test_the_api_gives_the_addresses_in_the_bucket(api, endpoint: str):
    photo = PhotoFactory()
    make_renditions(photo)

    document = api(f"images/{photo.pk}/", fields="*")

    assert f"{endpoint}/{BUCKET}/images/" in str(document)


def test_a_document_is_read_at_an_address_that_is_signed_and_expires(client: Client):
    document = make_document()

    led = client.get(document.url)

    assert led.status_code == 302
    assert "X-Amz-Signature=" in led.url
    assert "X-Amz-Expires=300" in led.url
    assert requests.get(led.url, timeout=5).content == b"Turn left."
    assert requests.get(led.url.partition("?")[0], timeout=5).status_code == 403


def test_nobody_is_led_to_a_document_of_a_private_collection(client: Client, private: Collection):
    document = make_document()
    document.collection = private
    document.save()

    refused = client.get(document.url)

    assert "X-Amz-Signature" not in refused.get("Location", "")
    assert refused.status_code == 302
    assert "login" in refused.url


def test_two_files_of_one_name_are_two_files():
    first, second = make_document(), make_document()

    assert first.file.name != second.file.name


def edit(client: Client, name: str, instance: Any, **fields: Any) -> None:
    """Change something in the admin."""
    fields = {"title": instance.title, "collection": instance.collection_id, **fields}
    answer = client.post(reverse(name, args=(instance.pk,)), fields)
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_document_that_becomes_private_is_given_to_nobody_more_and_to_all_when_it_is_back(
    admin_client: Client, client: Client, private: Collection
):
    document = make_document()
    name = "wagtaildocs:edit"

    edit(admin_client, name, document, collection=private.pk)
    refused = Client().get(document.url)
    edit(admin_client, name, document, collection=root_collection().pk)
    led = Client().get(document.url)

    assert "login" in refused["Location"]
    assert requests.get(led["Location"], timeout=5).content == b"Turn left."


def test_a_document_in_a_collection_that_becomes_private_is_given_to_nobody_more(client: Client):
    document = make_document()
    document.collection = root_collection().add_child(instance=Collection(name="Later"))
    document.save()
    assert "X-Amz-Signature" in client.get(document.url)["Location"]

    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )

    assert "login" in client.get(document.url)["Location"]


def test_a_photo_that_is_replaced_has_another_address_and_the_old_file_goes(
    admin_client: Client, kept, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = PhotoFactory()
    before, files = photo.file.url, kept()

    with django_capture_on_commit_callbacks(execute=True):
        file = SimpleUploadedFile("new.jpg", image_bytes(300, 200))
        edit(admin_client, "wagtailimages:edit", photo, file=file)

    photo.refresh_from_db()
    assert requests.get(photo.file.url, timeout=5).status_code == 200
    assert requests.get(before, timeout=5).status_code != 200
    addresses = [each.file.url for each in photo.renditions.all()]
    assert addresses
    assert all(requests.get(address, timeout=5).status_code == 200 for address in addresses)
    folder = before.split("/")[-2]
    old = {name for name in files if folder in name}
    assert len(old) > 1
    assert not kept() & old


def test_a_photo_that_becomes_private_is_at_its_old_addresses_no_more(
    private: Collection, kept, django_capture_on_commit_callbacks
):
    photo = PhotoFactory()
    make_renditions(photo)
    before = [photo.file.url, *(each.file.url for each in photo.renditions.all())]
    Photo.objects.update(collection=private)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("rename_photos")

    assert {requests.get(address, timeout=5).status_code for address in before} == {404}
    photo.refresh_from_db()
    assert {photo.file.name, *(each.file.name for each in photo.renditions.all())} <= kept()


@pytest.mark.parametrize("make", [PhotoFactory, make_document])
def test_what_is_deleted_is_in_the_bucket_no_more(make, kept, django_capture_on_commit_callbacks):
    files = kept()
    with django_capture_on_commit_callbacks(execute=True):
        instance = make()
    assert kept() > files

    with django_capture_on_commit_callbacks(execute=True):
        instance.delete()

    assert kept() == files
