"""Where files are found, and for how long an address holds."""

import pytest
from django.core.files.storage import FileSystemStorage, Storage
from storages.backends.s3 import S3Storage

from cms.images.addresses import Addresses

ADDRESSED = {"bucket_name": "pictures", "custom_domain": "pictures.example"}


def test_a_folder_is_where_the_site_is(settings):
    storage = FileSystemStorage(base_url="/media/")
    before = Addresses(storage)
    settings.BASE_URL = "https://elsewhere.example"
    after = Addresses(storage)
    assert after.whole("a.jpg") == "https://elsewhere.example/media/a.jpg"
    assert before.place != after.place == Addresses(storage).place


def test_a_bucket_that_everybody_may_read_stays_where_it_is():
    storage = S3Storage(**ADDRESSED, querystring_auth=False)
    addresses = Addresses(storage)
    assert addresses.whole("a.jpg") == "https://pictures.example/a.jpg"
    assert addresses.place == Addresses(storage).place
    assert addresses.place is not None


def test_two_buckets_are_two_places():
    one, other = (Addresses(S3Storage(**ADDRESSED, querystring_auth=False)) for _ in range(2))
    assert one.place != other.place


@pytest.mark.parametrize("storage", [S3Storage(**ADDRESSED, querystring_auth=True), Storage()])
def test_what_may_be_signed_holds_for_a_while_only(storage):
    assert Addresses(storage).place is None
