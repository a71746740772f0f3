import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from cms.images.models import Photo, Rendition
from cms.images.renditions import make_renditions
from cms.images.representation import PICTURE
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.representation.compile import compile_model, point_at
from cms.representation.selection import exactly
from tests.cms.images.files import make_photo, turned
from tests.factories import PhotoFactory, image_bytes
from tests.reading import assert_fits, count_queries, read, read_all

MEDIA = "http://127.0.0.1:8000/media/"


def picture(photo, language=ENGLISH):
    representation = compile_model(Photo, exactly("id", *PICTURE))
    given = read(Photo.objects.get(pk=photo.pk), representation, language)
    assert_fits(given, representation.schema())
    return given


def widths_of(srcset):
    return [entry["width"] for entry in srcset]


@pytest.fixture
def photo(db):
    """A photo of 900 by 600 pixels with its renditions."""
    photo = PhotoFactory(file__width=900, file__height=600)
    make_renditions(photo)
    return photo


def test_a_picture_is_given_in_the_order_of_the_design(photo):
    assert list(picture(photo)) == [
        "id",
        "alt",
        "width",
        "height",
        "focal_point",
        "src",
        "srcset",
        "sources",
        "placeholder",
        "caption",
        "credit",
    ]


def test_the_files_go_from_narrow_to_wide_in_the_original_format(photo):
    srcset = picture(photo)["srcset"]
    assert [(entry["width"], entry["height"]) for entry in srcset] == [
        (400, 266),
        (800, 533),
        (900, 600),
    ]
    assert all(entry["src"].endswith(".jpg") for entry in srcset)


def test_the_same_files_are_offered_in_webp(photo):
    [source] = picture(photo)["sources"]
    assert source["type"] == "image/webp"
    assert widths_of(source["srcset"]) == [400, 800, 900]
    assert all(entry["src"].endswith(".webp") for entry in source["srcset"])


def test_the_file_to_fall_back_to_is_the_widest_in_the_original_format(photo):
    given = picture(photo)
    assert given["src"] == given["srcset"][-1]["src"]


def test_a_photo_that_came_in_webp_has_no_other_sources(db):
    photo = make_photo(image_bytes(500, 300, "WEBP"), "door.webp")
    make_renditions(photo)
    given = picture(photo)
    assert given["sources"] == []
    assert widths_of(given["srcset"]) == [400, 500]


def test_until_the_renditions_are_made_the_upload_serves(db):
    photo = PhotoFactory()
    given = picture(photo)
    assert given["src"] == f"{MEDIA}{photo.file.name}"
    assert (given["srcset"], given["sources"], given["placeholder"]) == ([], [], "")


def test_every_address_is_whole(photo):
    given = picture(photo)
    entries = [*given["srcset"], *given["sources"][0]["srcset"]]
    assert all(
        address.startswith(MEDIA) for address in [given["src"], *(e["src"] for e in entries)]
    )


def test_an_address_on_another_server_stays_as_it_is(photo, monkeypatch):
    elsewhere = FileSystemStorage(base_url="https://cdn.example.org/")
    monkeypatch.setattr(Rendition._meta.get_field("file"), "storage", elsewhere)

    assert picture(photo)["src"].startswith("https://cdn.example.org/images/")


def test_other_renditions_such_as_the_admins_are_no_part_of_a_picture(photo):
    photo.get_rendition("max-165x165")
    photo.get_rendition("width-300")
    assert widths_of(picture(photo)["srcset"]) == [400, 800, 900]


def test_a_photo_that_a_camera_laid_down_has_its_upright_size(db):
    photo = make_photo(turned(6, 600, 200), "door.jpg")
    make_renditions(photo)
    given = picture(photo)
    assert (given["width"], given["height"]) == (200, 600)
    assert given["srcset"][-1]["height"] == 600


def test_the_focal_point_is_given_as_parts_of_width_and_height(photo):
    photo.focal_point_x, photo.focal_point_y = 300, 150
    photo.save()
    assert picture(photo)["focal_point"] == {"x": 0.3333, "y": 0.25}


def test_a_photo_without_a_focal_point_has_null(photo):
    assert picture(photo)["focal_point"] is None


@pytest.mark.parametrize(
    ("language", "alt", "caption"),
    [
        (ENGLISH, "A door", "A door in Fez"),
        (FRENCH, "Une porte", "Une porte à Fès"),
        (HEBREW, "A door", "דלת בפס"),
    ],
)
def test_the_texts_are_in_the_asked_language_or_in_english(db, language, alt, caption):
    photo = PhotoFactory(
        description_fr="Une porte", caption_fr="Une porte à Fès", caption_he="דלת בפס"
    )
    given = picture(photo, language)
    assert (given["alt"], given["caption"]) == (alt, caption)


def test_texts_that_fell_back_are_marked_with_their_language(db):
    photo = PhotoFactory(caption_he="דלת בפס", credit_en="")
    assert picture(photo, HEBREW)["fallback"] == {"alt": {"locale": "en", "dir": "ltr"}}


def test_reading_a_picture_makes_no_rendition_and_writes_nothing(db):
    photo = PhotoFactory()
    with CaptureQueriesContext(connection) as queries:
        read(photo, compile_model(Photo))
    assert not Rendition.objects.exists()
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert photo.file.storage.listdir("")[0] == ["original_images"]


def test_ten_photos_cost_as_many_queries_as_one(db):
    photos = PhotoFactory.create_batch(10)
    for photo in photos:
        make_renditions(photo)
    representation = compile_model(Photo)
    one = count_queries(photos[:1], representation)
    assert count_queries(photos, representation) == one == 1  # for renditions and tags


def test_each_of_several_photos_has_its_own_files(db):
    photos = [PhotoFactory(file__width=width) for width in (120, 500)]
    for photo in photos:
        make_renditions(photo)
    given = read_all(photos, compile_model(Photo))
    assert [widths_of(item["srcset"]) for item in given] == [[120], [400, 500]]


@pytest.mark.parametrize("restriction", ["login", "password", "groups"])
def test_a_photo_in_a_private_collection_is_null_where_something_points_at_it(db, restriction):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=restriction)
    photo = PhotoFactory(collection=private)
    assert read(photo.pk, point_at(Photo)) is None


def html(photo, language=ENGLISH, **context):
    return render_to_string("images/picture.html", {"picture": picture(photo, language), **context})


def test_the_html_offers_every_file_and_reserves_the_space(photo):
    page = html(photo)
    assert '<source type="image/webp" srcset="' in page
    assert page.count(" 400w") == page.count(" 900w") == 2
    assert 'width="900" height="600"' in page
    assert "sizes=" in page


def test_the_html_is_loaded_late_unless_it_stands_at_the_top(photo):
    assert 'loading="lazy"' in html(photo)
    assert 'loading="lazy"' not in html(photo, eager=True)


def test_the_html_marks_an_alternative_text_from_another_language(photo):
    assert 'alt="A door" lang="en" dir="ltr"' in html(photo, HEBREW)
    assert "lang=" not in html(photo, ENGLISH)


def test_the_html_of_a_decorative_picture_says_nothing(photo):
    assert 'alt=""' in html(photo, decorative=True)


def test_the_html_shows_the_placeholder_and_keeps_the_focal_point_in_view(photo):
    photo.refresh_from_db()
    photo.focal_point_x, photo.focal_point_y = 450, 150
    photo.save()
    page = html(photo)
    assert 'data-focus="50% 25%"' in page
    assert f'data-placeholder="{photo.placeholder}"' in page
    assert "style=" not in page


def test_the_html_of_a_photo_without_renditions_has_no_empty_srcset(db):
    assert "srcset" not in html(PhotoFactory())


def test_no_column_is_asked_for_that_no_picture_shows():
    pointer = point_at(Photo, exactly("id", "title", *PICTURE))
    sql = pointer.kind.queryset().query.sql_with_params()[0]
    assert "placeholder" in sql
    assert "file_hash" not in sql


def test_other_formats_are_seen(photo, settings):
    assert picture(photo)["sources"]
    settings.PHOTO_FORMATS = []
    assert picture(photo)["sources"] == []
