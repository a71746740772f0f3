import pytest

from cms.images.models import Photo
from tests.cms.images.files import make_photo, turned
from tests.factories import PhotoFactory


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(orientation, (60, 20)) for orientation in (1, 2, 3, 4)]
    + [(orientation, (20, 60)) for orientation in (5, 6, 7, 8)],
)
def test_a_photo_is_as_wide_and_high_as_it_is_shown(db, orientation, size):
    photo = make_photo(turned(orientation), "door.jpg")
    photo.refresh_from_db()
    assert (photo.width, photo.height) == size


def test_a_renditions_proportions_are_those_of_the_photo(db):
    photo = make_photo(turned(6, 600, 200), "door.jpg")
    rendition = photo.get_rendition("width-100")
    assert (rendition.width, rendition.height) == (100, 300)
    assert (photo.width, photo.height) == (200, 600)


def test_measuring_a_file_leaves_it_at_its_beginning(db):
    photo = make_photo(turned(6), "door.jpg")
    with photo.open_file() as file:
        assert file.get_image_dimensions() == (20, 60)
        assert file.tell() == 0


def test_the_form_has_every_text_in_every_language_and_no_text_without_a_language():
    for name in ("description", "caption", "credit"):
        assert name not in Photo.admin_form_fields
        assert {f"{name}_en", f"{name}_fr", f"{name}_he"} <= set(Photo.admin_form_fields)


def test_the_description_is_the_alternative_text_that_wagtail_suggests(db):
    assert PhotoFactory(description_en="A blue door").default_alt_text == "A blue door"


@pytest.mark.parametrize("word", ["door", "porte", "דלת"])
def test_a_photo_is_found_by_its_texts_in_every_language(db, word):
    photo = PhotoFactory(title="0001", caption_fr="Une porte", description_he="דלת כחולה")
    PhotoFactory(title="0002", description_en="", caption_en="")
    assert [found.pk for found in Photo.objects.search(word)] == [photo.pk]


def test_a_photo_needs_no_text_but_its_title(db):
    photo = make_photo(turned(1), "door.jpg")
    photo.full_clean()
    assert (photo.caption, photo.credit, photo.description) == ("", "", "")
