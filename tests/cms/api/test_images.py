import pytest

from cms.images.models import Photo
from cms.images.renditions import make_renditions
from tests.factories import PhotoFactory

FIELDS = [
    "id",
    "meta",
    "title",
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


@pytest.fixture
def photo(db):
    """A photo with texts in English and French, and its renditions."""
    photo = PhotoFactory(
        title="Blue door",
        description_fr="Une porte",
        caption_fr="Une porte à Fès",
        credit_fr="Photo : Mosaic",
        file__width=500,
        file__height=250,
    )
    make_renditions(photo)
    return photo


def test_photos_are_listed_by_id(db, api):
    first, second = PhotoFactory(), PhotoFactory()

    listing = api("images/")

    assert listing["meta"] == {"total_count": 2}
    assert [item["id"] for item in listing["items"]] == [first.pk, second.pk]


def test_a_listed_photo_is_a_full_picture(photo, api):
    [item] = api("images/")["items"]

    assert list(item) == FIELDS
    assert item["meta"] == {
        "type": "images.Photo",
        "detail_url": f"http://127.0.0.1:8000/api/v2/images/{photo.pk}/",
        "tags": [],
        "download_url": photo.file.url,
    }
    assert (item["title"], item["alt"]) == ("Blue door", "A door")


def test_a_photo_by_itself_is_what_it_is_in_a_listing(photo, api):
    [item] = api("images/")["items"]

    assert api(f"images/{photo.pk}/") == item


def test_the_files_of_a_photo_go_from_narrow_to_wide_and_not_beyond_its_width(photo, api):
    document = api(f"images/{photo.pk}/")

    assert [(file["width"], file["height"]) for file in document["srcset"]] == [
        (400, 200),
        (500, 250),
    ]
    [webp] = document["sources"]
    assert webp["type"] == "image/webp"
    assert [file["width"] for file in webp["srcset"]] == [400, 500]


def test_the_files_of_a_photo_can_be_fetched(photo, api, client, settings):
    for file in api(f"images/{photo.pk}/")["srcset"]:
        assert file["src"].startswith(settings.BASE_URL + settings.MEDIA_URL)
        name = file["src"].removeprefix(settings.BASE_URL + settings.MEDIA_URL)
        assert (settings.MEDIA_ROOT / name).is_file()


def test_a_photo_that_has_no_renditions_yet_is_given_with_its_upload(db, api):
    photo = PhotoFactory()

    document = api(f"images/{photo.pk}/")

    assert document["src"] == f"http://127.0.0.1:8000{photo.file.url}"
    assert (document["srcset"], document["sources"], document["placeholder"]) == ([], [], "")


@pytest.mark.parametrize(
    ("parameters", "alt", "caption"),
    [
        ({}, "A door", "A door in Fez"),
        ({"locale": "en"}, "A door", "A door in Fez"),
        ({"locale": "fr"}, "Une porte", "Une porte à Fès"),
    ],
)
def test_the_texts_of_a_photo_are_in_the_language_that_is_asked_for(
    photo, api, parameters, alt, caption
):
    document = api(f"images/{photo.pk}/", **parameters)

    assert (document["alt"], document["caption"]) == (alt, caption)
    assert "fallback" not in document
    assert api("images/", **parameters)["items"] == [document]


def test_texts_that_fell_back_say_to_which_language(photo, api):
    Photo.objects.filter(pk=photo.pk).update(caption_he="דלת בפאס")

    document = api(f"images/{photo.pk}/", locale="he")

    english = {"locale": "en", "dir": "ltr"}
    assert (document["alt"], document["caption"]) == ("A door", "דלת בפאס")
    assert document["fallback"] == {"alt": english, "credit": english}


def test_a_photo_without_any_text_says_nothing_fell_back(db, api):
    photo = PhotoFactory(description_en="", caption_en="", credit_en="")

    document = api(f"images/{photo.pk}/", locale="he")

    assert (document["alt"], document["caption"], document["credit"]) == ("", "", "")
    assert "fallback" not in document


def test_an_unknown_language_is_an_error_that_names_those_there_are(photo, api):
    for address in ("images/", f"images/{photo.pk}/"):
        error = api(address, locale="de", status=400)
        assert error == {"message": "locale must be one of en, fr, he"}


def test_tags_are_given_in_alphabetical_order(photo, api):
    photo.tags.add("fez", "blue")

    assert api(f"images/{photo.pk}/")["meta"]["tags"] == ["blue", "fez"]


@pytest.mark.parametrize(
    ("parameters", "titles"),
    [
        ({"title": "Red wall"}, ["Red wall"]),
        ({"width": 500}, ["Blue door"]),
        ({"tags": "wall"}, ["Red wall"]),
        ({"tags": "wall,fez"}, []),
        ({"search": "door"}, ["Blue door"]),
        ({"search": '"door"'}, ["Blue door"]),
        ({"search": "wall", "order": "title"}, ["Red wall"]),
        ({"search": "porte", "locale": "fr"}, ["Blue door"]),
        ({"order": "title"}, ["Blue door", "Red wall"]),
        ({"order": "-title"}, ["Red wall", "Blue door"]),
        ({"order": "id", "limit": 1, "offset": 1}, ["Red wall"]),
    ],
)
def test_photos_are_found_as_in_stock(photo, api, parameters, titles):
    wall = PhotoFactory(title="Red wall", description_en="A wall", caption_en="", file__width=20)
    wall.tags.add("wall")

    assert [item["title"] for item in api("images/", **parameters)["items"]] == titles


def test_fields_of_a_photo_are_chosen_as_in_stock(photo, api):
    assert api("images/", fields="_,alt,width")["items"] == [{"alt": "A door", "width": 500}]
    assert list(api(f"images/{photo.pk}/", fields="-srcset,-sources,-placeholder")) == [
        name for name in FIELDS if name not in ("srcset", "sources", "placeholder")
    ]


@pytest.mark.parametrize("name", ["file", "collection", "uploaded_by_user", "description", "nope"])
def test_what_is_no_field_of_a_photo_is_an_error(photo, api, name):
    assert api("images/", fields=name, status=400) == {"message": f"unknown fields: {name}"}


def test_a_photo_is_found_by_id(photo, raw):
    response = raw(f"images/find/?id={photo.pk}&locale=fr")

    assert response.status_code == 302
    assert response["Location"] == (f"http://127.0.0.1:8000/api/v2/images/{photo.pk}/?locale=fr")


def test_a_photo_that_there_is_not_is_not_found(photo, api):
    assert api("images/987654/", status=404) == {"message": "not found"}
    assert api("images/find/", id=987654, status=404) == {"message": "not found"}
