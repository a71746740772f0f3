"""Photos that became private get names that nobody was given."""

import pytest
from django.core.management import call_command
from wagtail.models import Collection, CollectionViewRestriction

from cms.images.files import token_of
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from tests.cms.images.files import make_photo
from tests.factories import image_bytes, root_collection


def stored(settings) -> set[str]:
    media = settings.MEDIA_ROOT
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def run(capture, capsys):
    with capture(execute=True):
        call_command("rename_photos")
    return capsys.readouterr()


@pytest.fixture
def photo(db):
    shelf = root_collection().add_child(instance=Collection(name="Shelf"))
    photo = make_photo(image_bytes(), "door.jpg", collection=shelf)
    make_renditions(photo)
    return photo


@pytest.fixture
def hidden(photo):
    CollectionViewRestriction.objects.create(collection=photo.collection, restriction_type="login")
    return photo


def test_none_of_the_files_that_it_had_is_there_any_more(
    hidden, settings, capsys, django_capture_on_commit_callbacks
):
    before = stored(settings)
    made = set(hidden.renditions.values_list("filter_spec", flat=True))

    assert run(django_capture_on_commit_callbacks, capsys).out == "Renamed: 1 photos.\n"

    renamed = Photo.objects.get(pk=hidden.pk)
    names = {renamed.file.name, *(each.file.name for each in renamed.renditions.all())}
    assert stored(settings) == names
    assert not names & before
    folders = {path.name for path in settings.MEDIA_ROOT.glob("*/*")}
    assert folders == {token_of(renamed.file.name)}
    assert (renamed.filename, renamed.title) == ("door.jpg", "door.jpg")
    assert set(renamed.renditions.values_list("filter_spec", flat=True)) == made


def test_a_rendition_that_is_asked_for_again_is_the_one_of_the_new_name(
    hidden, capsys, django_capture_on_commit_callbacks
):
    spec = hidden.renditions.first().filter_spec
    hidden.get_rendition(spec)

    run(django_capture_on_commit_callbacks, capsys)

    renamed = Photo.objects.get(pk=hidden.pk)
    assert token_of(renamed.get_rendition(spec).file.name) == token_of(renamed.file.name)


def test_it_is_done_once(hidden, settings, capsys, django_capture_on_commit_callbacks):
    run(django_capture_on_commit_callbacks, capsys)
    renamed = stored(settings)

    assert run(django_capture_on_commit_callbacks, capsys).out == "Renamed: 0 photos.\n"
    assert stored(settings) == renamed


def test_it_is_done_again_where_the_photo_was_public_in_between(
    hidden, capsys, django_capture_on_commit_callbacks
):
    closed = hidden.collection.view_restrictions
    run(django_capture_on_commit_callbacks, capsys)
    closed.all().delete()
    run(django_capture_on_commit_callbacks, capsys)
    closed.create(restriction_type="login")

    assert run(django_capture_on_commit_callbacks, capsys).out == "Renamed: 1 photos.\n"


def test_a_photo_is_renamed_however_it_came_there(
    photo, capsys, django_capture_on_commit_callbacks
):
    private = root_collection().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    # As the admin moves many at once: no signal is sent.
    Photo.objects.update(collection=private.add_child(instance=Collection(name="Inside")))

    assert run(django_capture_on_commit_callbacks, capsys).out == "Renamed: 1 photos.\n"


def test_public_photos_keep_theirs(photo, settings, capsys, django_capture_on_commit_callbacks):
    before = stored(settings)

    assert run(django_capture_on_commit_callbacks, capsys).out == "Renamed: 0 photos.\n"
    assert stored(settings) == before


def test_one_that_was_stored_without_a_random_part_gets_one(
    hidden, settings, capsys, django_capture_on_commit_callbacks
):
    storage = hidden.file.storage
    with hidden.open_file() as file:
        name = storage.save("original_images/old.jpg", file)
    Photo.objects.filter(pk=hidden.pk).update(file=name)

    run(django_capture_on_commit_callbacks, capsys)

    assert name not in stored(settings)
    assert Photo.objects.get(pk=hidden.pk).file.name in stored(settings)


def test_a_photo_that_an_editor_saved_as_it_was_before_finds_its_file_again(
    hidden, settings, capsys, django_capture_on_commit_callbacks
):
    before = Photo.objects.get(pk=hidden.pk)
    run(django_capture_on_commit_callbacks, capsys)
    before.save()

    run(django_capture_on_commit_callbacks, capsys)

    found = Photo.objects.get(pk=hidden.pk)
    names = {found.file.name, *(each.file.name for each in found.renditions.all())}
    assert stored(settings) == names


def test_files_that_are_gone_are_told_once_and_passed_over(
    hidden, capsys, django_capture_on_commit_callbacks
):
    lost = make_photo(image_bytes(), "lost.jpg", collection=hidden.collection)
    lost.file.storage.delete(lost.file.name)
    rendition = hidden.renditions.first()
    rendition.file.storage.delete(rendition.file.name)

    said = run(django_capture_on_commit_callbacks, capsys)

    assert f"Photo {lost.pk}, lost.jpg" in said.err
    assert said.out == "Renamed: 1 photos.\n"
    assert not hidden.renditions.filter(pk=rendition.pk).exists()
    assert run(django_capture_on_commit_callbacks, capsys).err == ""
