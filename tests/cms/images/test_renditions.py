import base64
import io

import pytest
from django.core import serializers
from django.core.management import call_command
from PIL import Image

from cms.images.models import Photo, Rendition
from cms.images.renditions import (
    filter_spec,
    make_placeholder,
    make_renditions,
    original_format,
    ready,
    widths,
)
from cms.images.tasks import make_photo_renditions
from tests.cms.images.files import encode, make_photo, truncated, turned
from tests.factories import PhotoFactory, image_bytes

#: A size that the museum of the tests declares, and that depends on the focal point.
CUT = "fill-120x80"


def made(photo):
    """The specs and sizes of a photo's renditions in the ladder, in order."""
    ladder = photo.renditions.filter(filter_spec__startswith="width-").order_by("filter_spec")
    return list(ladder.values_list("filter_spec", "width", "height"))


@pytest.mark.parametrize(
    ("width", "ladder"),
    [
        (1, [1]),
        (399, [399]),
        (400, [400]),
        (401, [400, 401]),
        (1000, [400, 800, 1000]),
        (1600, [400, 800, 1200, 1600]),
        (6000, [400, 800, 1200, 1600]),
    ],
)
def test_the_widths_go_up_to_the_photos_own_and_never_beyond(width, ladder):
    assert widths(Photo(width=width, collection_id=1)) == ladder


@pytest.mark.parametrize(
    ("name", "image_format"),
    [
        ("door.jpg", "jpeg"),
        ("door.JPEG", "jpeg"),
        ("door.PNG", "png"),
        ("door.gif", "gif"),
        ("door.webp", "webp"),
        ("door.avif", "jpeg"),
    ],
)
def test_the_original_format_is_one_that_every_browser_shows(name, image_format):
    assert original_format(Photo(file=name, width=1, height=1, collection_id=1)) == image_format


def test_every_width_is_made_in_webp_beside_the_original_format(db):
    photo = PhotoFactory(file__width=900, file__height=600)
    make_renditions(photo)
    assert made(photo) == [
        ("width-400|format-jpeg", 400, 266),
        ("width-400|format-webp", 400, 266),
        ("width-800|format-jpeg", 800, 533),
        ("width-800|format-webp", 800, 533),
        ("width-900|format-jpeg", 900, 600),
        ("width-900|format-webp", 900, 600),
    ]


def test_avif_is_made_where_it_is_asked_for(db, settings):
    settings.PHOTO_FORMATS = ["webp", "avif"]
    photo = PhotoFactory(file__width=120, file__height=80)
    make_renditions(photo)
    by_format = ready(photo, list(photo.renditions.all()))
    assert list(by_format) == ["avif", "webp", "jpeg"]
    assert Image.open(by_format["avif"][0].file.path).format == "AVIF"


def test_a_format_that_is_asked_for_no_more_is_not_offered(db, settings):
    settings.PHOTO_FORMATS = ["avif"]
    photo = PhotoFactory(file__width=120, file__height=80)
    make_renditions(photo)
    settings.PHOTO_FORMATS = ["webp"]
    assert list(ready(photo, list(photo.renditions.all()))) == ["jpeg"]


def test_a_command_makes_what_older_photos_lack(db, capsys):
    photo, broken = PhotoFactory(), PhotoFactory(title="Broken")
    broken.file.storage.delete(broken.file.name)
    call_command("make_renditions")
    output = capsys.readouterr()
    assert list(ready(photo, list(photo.renditions.all()))) == ["webp", "jpeg"]
    assert output.out == "1 photos have all their renditions.\n"
    assert output.err.startswith(f"Photo {broken.pk}, Broken: ")


def test_a_narrow_photo_is_not_enlarged(db):
    photo = PhotoFactory(file__width=120, file__height=80)
    make_renditions(photo)
    assert made(photo) == [("width-120|format-jpeg", 120, 80), ("width-120|format-webp", 120, 80)]


def test_a_png_stays_a_png_beside_its_webp(db):
    photo = make_photo(image_bytes(120, 80, "PNG"), "door.png")
    make_renditions(photo)
    assert [spec for spec, _, _ in made(photo)] == ["width-120|format-png", "width-120|format-webp"]
    assert photo.renditions.get(filter_spec="width-120|format-png").file.name.endswith(".png")


def test_a_webp_is_made_in_webp_only(db):
    photo = make_photo(image_bytes(120, 80, "WEBP"), "door.webp")
    make_renditions(photo)
    assert [spec for spec, _, _ in made(photo)] == ["width-120|format-webp"]


def test_the_files_are_what_their_names_say(db):
    photo = PhotoFactory(file__width=500, file__height=300)
    make_renditions(photo)
    for rendition in photo.renditions.filter(filter_spec__startswith="width-"):
        with rendition.file.open() as file, Image.open(file) as image:
            assert filter_spec(image.width, image.format.lower()) == rendition.filter_spec


def test_a_photo_that_a_camera_laid_down_is_made_upright(db):
    photo = make_photo(turned(6, 600, 200), "door.jpg")
    make_renditions(photo)
    assert {(width, height) for _, width, height in made(photo)} == {(200, 600)}


@pytest.mark.parametrize(
    ("mode", "image_format", "name"),
    [
        ("RGBA", "PNG", "a.png"),
        ("P", "PNG", "a.png"),
        ("1", "PNG", "a.png"),
        ("LA", "PNG", "a.png"),
        ("I;16", "PNG", "a.png"),
        ("L", "JPEG", "a.jpg"),
        ("CMYK", "JPEG", "a.jpg"),
        ("P", "GIF", "a.gif"),
        ("RGBA", "WEBP", "a.webp"),
        ("RGBA", "AVIF", "a.avif"),
    ],
)
def test_a_picture_of_any_mode_gets_its_renditions_and_its_placeholder(
    db, mode, image_format, name
):
    photo = make_photo(encode(Image.new(mode, (20, 10)), image_format), name)
    make_renditions(photo)
    photo.refresh_from_db()
    assert len(ready(photo, list(photo.renditions.all()))) == (1 if name == "a.webp" else 2)
    assert photo.placeholder.startswith("data:image/webp;base64,")


def test_the_placeholder_is_a_tiny_picture_of_the_same_proportions(db):
    placeholder = make_placeholder(PhotoFactory(file__width=800, file__height=400))
    head, _, data = placeholder.partition(",")
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        assert (head, image.size) == ("data:image/webp;base64", (16, 8))
    assert len(placeholder) < 600


def test_the_placeholder_of_a_photo_that_a_camera_laid_down_is_upright(db):
    placeholder = make_placeholder(make_photo(turned(6, 800, 400), "door.jpg"))
    with Image.open(io.BytesIO(base64.b64decode(placeholder.partition(",")[2]))) as image:
        assert image.size == (8, 16)


def test_the_placeholder_of_a_line_is_a_pixel_high(db):
    placeholder = make_placeholder(PhotoFactory(file__width=800, file__height=2))
    with Image.open(io.BytesIO(base64.b64decode(placeholder.partition(",")[2]))) as image:
        assert image.size == (16, 1)


def test_a_photo_gets_renditions_and_placeholder_when_it_is_safely_stored(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = PhotoFactory(file__width=120, file__height=80)
        assert made(photo) == []
    photo.refresh_from_db()
    assert len(made(photo)) == 2
    assert photo.placeholder


def test_a_photo_that_was_not_stored_after_all_gets_nothing(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        PhotoFactory()
    assert len(callbacks) > 0
    assert not Rendition.objects.exists()


def test_a_photo_from_a_fixture_is_taken_as_it_is(db, django_capture_on_commit_callbacks):
    fixture = serializers.serialize("json", [PhotoFactory()])
    with django_capture_on_commit_callbacks(execute=True):
        for loaded in serializers.deserialize("json", fixture):
            loaded.save()
    assert not Rendition.objects.exists()


def test_a_change_of_texts_makes_nothing_anew(db, django_capture_on_commit_callbacks):
    photo = PhotoFactory()
    make_renditions(photo)
    before = set(photo.renditions.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        photo.caption_fr = "Une porte"
        photo.save()
    assert set(photo.renditions.values_list("pk", flat=True)) == before


def test_what_is_cut_out_of_a_photo_is_made_anew_for_another_focal_point(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = PhotoFactory()
    [before] = photo.renditions.filter(filter_spec=CUT)

    with django_capture_on_commit_callbacks(execute=True):
        photo.focal_point_x, photo.focal_point_y = 30, 20
        photo.focal_point_width = photo.focal_point_height = 10
        photo.save()
    after = photo.renditions.filter(filter_spec=CUT).exclude(pk=before.pk).get()
    assert after.focal_point_key == photo.get_rendition(CUT).focal_point_key != ""
    assert photo.get_rendition(CUT).pk == after.pk


def test_making_renditions_is_no_change_that_an_editor_made(db, django_capture_on_commit_callbacks):
    photo = PhotoFactory()
    with django_capture_on_commit_callbacks() as callbacks:
        make_renditions(photo)
    assert callbacks == []


def test_a_photo_that_was_deleted_meanwhile_is_passed_over(db):
    result = make_photo_renditions.enqueue(4711)
    assert result.errors == []


def test_a_file_that_is_broken_after_all_does_not_break_the_saving(
    db, django_capture_on_commit_callbacks
):
    photo = PhotoFactory()
    with photo.file.storage.open(photo.file.name, "wb") as file:
        file.write(truncated())
    with django_capture_on_commit_callbacks(execute=True):
        photo.title = "Broken"
        photo.save()
    assert Photo.objects.get(pk=photo.pk).title == "Broken"
    assert made(photo) == []


def test_ready_sorts_renditions_by_format_and_width_and_leaves_others_out(db):
    photo = PhotoFactory(file__width=900, file__height=600)
    make_renditions(photo)
    photo.get_rendition("max-165x165")
    photo.get_rendition("width-300|format-webp")
    by_format = ready(photo, list(photo.renditions.order_by("-width")))
    assert {name: [file.width for file in files] for name, files in by_format.items()} == {
        "webp": [400, 800, 900],
        "jpeg": [400, 800, 900],
    }


def test_ready_has_no_format_of_which_nothing_is_made(db):
    assert ready(PhotoFactory(), []) == {}
