"""Photos that were stored with all that they tell are stripped by a command."""

import pytest
from django.core.management import call_command

from cms.images.metadata.strip import strip
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from tests.cms.images.files import make_photo
from tests.cms.images.metadata import picture
from tests.cms.images.test_strip import FILES, assert_tells_no_place, two_in_one


def stored_as_it_was(content, name="door.jpg"):
    """A photo whose file has its metadata still, as if Mosaic had not been there."""
    photo = make_photo(picture(), name)
    with photo.file.storage.open(photo.file.name, "wb") as file:
        file.write(content)
    make_renditions(photo)
    return photo


def run(capsys, *options):
    call_command("strip_photos", *options)
    return capsys.readouterr()


@pytest.fixture
def photo(db, settings):
    settings.PHOTO_FORMATS = ["webp"]
    return stored_as_it_was(two_in_one())


def test_a_stored_photo_tells_no_place_any_more(
    photo, settings, capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert run(capsys).out == "Stripped: 1 photos.\n"

    stripped = Photo.objects.get(pk=photo.pk)
    assert stripped.file.name != photo.file.name
    assert stripped.file_size == stripped.file.size
    assert stripped.renditions.exists()
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    names = {str(path.relative_to(settings.MEDIA_ROOT)) for path in files}
    assert stripped.file.name in names
    assert photo.file.name not in names
    for path in files:
        assert_tells_no_place(path.read_bytes())


def test_the_second_time_there_is_nothing_to_do(photo, capsys):
    run(capsys)

    assert run(capsys).out == "Stripped: 0 photos.\n"


@pytest.mark.parametrize("name", FILES)
def test_what_is_stripped_has_nothing_left_to_strip(name):
    once = strip(FILES[name]())

    assert strip(once) == once


def test_a_dry_run_changes_nothing(photo, capsys):
    with photo.open_file() as file:
        before = file.read()

    assert run(capsys, "--dry-run").out == "To strip: 1 photos.\n"

    with Photo.objects.get(pk=photo.pk).open_file() as file:
        assert file.read() == before


def test_a_file_that_is_gone_is_told_and_passed_over(photo, capsys):
    lost = make_photo(picture(), "lost.jpg")
    lost.file.storage.delete(lost.file.name)

    said = run(capsys)
    assert f"Photo {lost.pk}, lost.jpg" in said.err
    assert said.out == "Stripped: 1 photos.\n"
