"""A page type of another application is complete and typed, without a word about it in ``cms``."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from wagtail.models import Collection, CollectionViewRestriction

from cms.api.openapi import openapi
from cms.images.models import Photo, Rendition
from cms.images.renditions import make_renditions
from tests.factories import PhotoFactory, StandardPageFactory, block, make_document
from tests.museum.models import Curator, ExhibitPage, Loan, Material

SIZE = "fill-120x80"


@pytest.fixture
def photo(db: None) -> Photo:
    return PhotoFactory(file__width=640, file__height=480, description_fr="Une porte")


def exhibit(parent: Any, photo: Photo, **fields: Any) -> ExhibitPage:
    """A page with everything that it can have."""
    number = ExhibitPage.objects.count() + 1
    curator = Curator.objects.create(name_en=f"Ada {number}", name_he=f"עדה {number}")
    document = make_document(f"Catalogue {number}")
    neighbour = StandardPageFactory(parent=parent)
    page = ExhibitPage(
        title=f"Exhibit {number}",
        number=number,
        locale=parent.locale,
        story=f'<p><a linktype="page" id="{neighbour.pk}">Next</a></p>',
        curator=curator,
        picture=photo,
        catalogue=document,
        neighbour=neighbour,
        **fields,
    )
    page.materials = [
        Material.objects.create(name=f"Wood {number}", weight="120.50"),
        Material.objects.create(name=f"Silk {number}"),
    ]
    page.tags.add("old", "blue")
    page.loans = [Loan(lender="A museum", curator=curator)]
    shelf = [block("text", "A shelf"), block("picture", photo.pk)]
    case = {
        "heading": "First case",
        "lit": True,
        "since": "1920-01-01",
        "notes": "<p>Not <b>lit</b> at night.</p>",
        "picture": {"image": photo.pk, "alt_text": "A door", "decorative": False},
        "curator": curator.pk,
        "next_page": neighbour.pk,
        "leaflet": document.pk,
        "shelves": [{"type": "item", "value": shelf, "id": "1"}],
    }
    page.chapters = ExhibitPage.chapters.field.to_python(
        [
            block("case", case),
            block("price", {"amount": "12.50", "currency": "mad"}),
            block("whisper", "softly"),
            block("light", {"source": "lamp", "hand": "", "watts": 60, "seasons": ["dry"]}),
        ]
    )
    parent.add_child(instance=page)
    return page


def schema_of(name: str) -> Any:
    return openapi()["components"]["schemas"][name]


def assert_conforms(answer: Any, endpoint: str) -> None:
    """Hold an answer against the document."""
    operation = openapi()["paths"][f"/api/v2/{endpoint}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": openapi()["components"]}
    errors = [error.message for error in Draft202012Validator(whole).iter_errors(answer)]
    assert errors == []


def test_every_field_is_given_in_full(api, publication, photo):
    make_renditions(photo)
    given = api(f"pages/{exhibit(publication.homes['he'], photo).pk}/")

    assert given["curator"]["name"] == "עדה 1"
    assert [material["name"] for material in given["materials"]] == ["Silk 1", "Wood 1"]
    assert given["loans"][0]["lender"] == "A museum"
    assert given["loans"][0]["curator"]["name"] == "עדה 1"
    assert given["picture"]["srcset"]
    assert given["catalogue"]["title"] == "Catalogue 1"
    assert given["neighbour"]["type"] == "home.StandardPage"
    assert given["tags"] == ["blue", "old"]
    assert [material["heavy"] for material in given["weights"]] == [False, True]
    assert given["label"] == {"number": 1}
    assert (given["opened"], given["day"]) == ("1901-01-01", "1901-01-01")
    assert (given["value"], given["loudness"]) == (12.5, "quiet")
    assert (given["era"], given["shape"], given["floor"], given["side"]) == (
        "old",
        "",
        None,
        "left",
    )
    case, price, whisper, light = [chapter["value"] for chapter in given["chapters"]]
    assert case["curator"]["name"] == "עדה 1"
    assert case["next_page"]["id"] == given["neighbour"]["id"]
    assert case["leaflet"]["title"] == "Catalogue 1"
    assert case["picture"]["image"]["alt"] == "A door"
    [[text, picture]] = case["shelves"]
    assert (text["value"], picture["value"]["id"]) == ("A shelf", photo.pk)
    assert price == {"amount": 12.5, "currency": "MAD"}
    assert whisper == {"whispered": "softly"}
    assert light == {"source": "lamp", "hand": "", "watts": 60, "seasons": ["dry"], "lit_by": ""}


def test_every_answer_is_as_the_document_says(api, publication, photo):
    full = exhibit(publication.homes["fr"], photo)
    empty = publication.homes["en"].add_child(instance=ExhibitPage(title="Empty"))

    for page in (full, empty):
        assert_conforms(api(f"pages/{page.pk}/"), "pages/{id}/")
        assert_conforms(api("resolve/", path=page.url), "resolve/")
    for rich_text_format in ("html", "markdown"):
        listing = {"type": "museum.ExhibitPage", "fields": "*"}
        answer = api("pages/", rich_text_format=rich_text_format, **listing)
        assert len(answer["items"]) == 2
        assert_conforms(answer, "pages/")


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("type", {"type": "string", "const": "museum.ExhibitPage"}),
        ("tags", {"type": "array", "items": {"type": "string"}}),
        ("opened", {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}),
        ("day", {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}),
        ("value", {"type": "number"}),
        ("loudness", {"enum": ["quiet", "loud"]}),
        ("era", {"type": "string", "enum": ["old", "new"]}),
        ("shape", {"type": "string", "enum": ["square", "ball", ""]}),
        ("floor", {"anyOf": [{"type": "integer", "enum": [0, 1]}, {"type": "null"}]}),
        ("side", {"type": "string", "enum": ["left", "right"]}),
        ("anything", {"description": "Any JSON value."}),
        ("unsaid", {"description": "Any JSON value."}),
    ],
)
def test_a_fields_type_is_what_its_code_says(name: str, schema: Any):
    assert schema_of("ExhibitPage")["properties"][name] == schema


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("curator", "NestedCurator"),
        ("picture", "NestedPhoto"),
        ("thumbnail", "ImageRendition"),
        ("catalogue", "NestedDocument"),
        ("neighbour", "NestedPage"),
    ],
)
def test_what_a_field_points_at_has_a_type_or_is_null(name: str, component: str):
    reference = {"$ref": f"#/components/schemas/{component}"}
    given = schema_of("ExhibitPage")["properties"][name]
    assert given == {"anyOf": [reference, {"type": "null"}]}


def test_a_serializer_says_each_of_its_fields():
    weights = schema_of("ExhibitPage")["properties"]["weights"]["items"]
    assert weights["properties"] == {
        "name": {"type": "string"},
        "weight": {"type": ["string", "null"], "format": "decimal"},
        "heavy": {"type": "boolean"},
    }
    assert set(weights["required"]) == set(weights["properties"])


def test_blocks_of_one_name_in_two_streams_keep_their_types_apart():
    shelves = schema_of("CaseValue")["properties"]["shelves"]["items"]["items"]
    body = schema_of("ExhibitPage")["properties"]["body"]["items"]
    ours, theirs = (
        stream["discriminator"]["mapping"]["text"].rpartition("/")[2] for stream in (body, shelves)
    )
    assert ours == "TextBlock" != theirs
    assert "HTML" in schema_of(ours)["properties"]["value"]["description"]
    assert schema_of(theirs)["properties"]["value"] == {"type": "string"}


def test_a_block_that_represents_itself_has_the_type_that_it_says():
    price = schema_of("PriceBlock")["properties"]["value"]
    assert price["properties"]["amount"] == {"type": "number"}
    assert price["required"] == ["amount", "currency"]
    whisper = schema_of("WhisperBlock")["properties"]["value"]
    assert whisper == {"description": "Any JSON value."}


def test_what_a_block_lets_editors_choose_is_enumerated():
    one_of = {"type": "string", "enum": ["lamp", "candle", "sun"]}
    assert schema_of("LightValue")["properties"] == {
        "source": {"anyOf": [one_of, {"type": "null"}]},
        "hand": {"type": "string", "enum": ["left", "right", ""]},
        "watts": {"enum": [40, 60]},
        "seasons": {"type": "array", "items": {"type": "string", "enum": ["dry", "wet"]}},
        # Its choices are content.
        "lit_by": {"type": "string"},
    }


def test_many_pages_cost_as_many_queries_as_one(api, publication, photo):
    # These are of the application's own making, and ask for themselves.
    listing = {"type": "museum.ExhibitPage", "fields": "*,-weights,-cover,-poster"}

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            api("pages/", **listing)
        return len(queries)

    exhibit(publication.homes["en"], photo)
    cost()  # What is asked once in a process, such as content types.
    one = cost()
    for _ in range(4):
        exhibit(publication.homes["en"], PhotoFactory())
    assert cost() == one


def test_a_declared_size_is_made_when_a_photo_is_saved(
    api, publication, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = PhotoFactory(file__width=640, file__height=480)
    page = exhibit(publication.homes["en"], photo)

    made = photo.renditions.get(filter_spec=SIZE)
    thumbnail = api(f"pages/{page.pk}/")["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"], thumbnail["alt"]) == (120, 80, "A door")
    assert thumbnail["url"] == made.url
    assert thumbnail["full_url"].endswith(made.url)


def test_a_size_that_was_declared_later_is_made_when_what_shows_it_is_saved(
    publication, photo, django_capture_on_commit_callbacks
):
    assert not photo.renditions.exists()
    with django_capture_on_commit_callbacks(execute=True):
        exhibit(publication.homes["en"], photo)
    assert photo.renditions.filter(filter_spec=SIZE).exists()


def test_reading_makes_no_rendition_and_gives_the_upload_until_there_is_one(
    api, publication, photo
):
    page = exhibit(publication.homes["en"], photo)
    thumbnail = api(f"pages/{page.pk}/")["thumbnail"]
    assert (thumbnail["width"], thumbnail["url"]) == (640, photo.file.url)
    assert not Rendition.objects.exists()


def test_the_alternative_text_of_a_rendition_is_in_the_language_of_its_page(
    api, publication, photo
):
    french = exhibit(publication.homes["fr"], photo)
    hebrew = exhibit(publication.homes["he"], photo)
    assert api(f"pages/{french.pk}/")["thumbnail"]["alt"] == "Une porte"
    thumbnail = api(f"pages/{hebrew.pk}/")["thumbnail"]
    assert thumbnail["fallback"] == {"alt": {"locale": "en", "dir": "ltr"}}


def test_the_rendition_of_a_private_photo_is_not_given(api, publication, photo):
    page = exhibit(publication.homes["en"], photo)
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    photo.collection = private
    photo.save()
    assert api(f"pages/{page.pk}/")["thumbnail"] is None
