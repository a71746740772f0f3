import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.blocks.body import BodyBlock
from cms.languages import FRENCH
from home.models import StandardPage
from tests.factories import PhotoFactory, block, photo_block
from tests.reading import read_block

NAMES = ["text", "quote", "photo", "video", "source"]
SOURCE = {"publication": "Review", "title": "", "url": "https://example.org/", "thanks": ""}


@pytest.fixture
def editor(client, db):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def body_form(*blocks):
    """What the page editor sends for a new page with these blocks."""
    return nested_form_data(
        {
            "title": "About",
            "slug": "about",
            "intro": "",
            "body": streamfield(list(blocks)),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )


def add_page(client, parent, *blocks):
    url = reverse("wagtailadmin_pages:add", args=("home", "standardpage", parent.pk))
    return client.post(url, body_form(*blocks))


def test_a_body_is_composed_of_five_kinds_of_blocks():
    assert list(BodyBlock().child_blocks) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_block_shows_in_the_block_picker_what_it_is(name):
    child = BodyBlock().child_blocks[name]
    assert child.label
    assert child.meta.icon != "placeholder"
    assert child.get_description()
    assert child.meta.group
    assert child.is_previewable


@pytest.mark.parametrize("name", NAMES)
def test_the_block_picker_previews_every_block(editor, name):
    PhotoFactory()
    block_id = BodyBlock().child_blocks[name].definition_prefix
    page = editor.get(reverse("wagtailadmin_block_preview"), {"id": block_id})
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("text", "<h2>"),
        ("quote", "<blockquote"),
        ("photo", "<img"),
        ("video", "Sintel"),
        ("source", "https://example.org/"),
    ],
)
def test_the_preview_of_every_block_shows_something(db, name, shown):
    PhotoFactory()
    child = BodyBlock().child_blocks[name]
    assert shown in child.render(child.get_preview_value())


def test_a_body_may_be_empty():
    body = BodyBlock()
    assert list(body.clean(body.to_python([]))) == []


def test_a_body_takes_five_sources_and_refuses_a_sixth():
    body = BodyBlock()
    sources = [block("source", SOURCE) for _ in range(6)]
    assert len(body.clean(body.to_python(sources[:5]))) == 5
    with pytest.raises(StreamBlockValidationError) as raised:
        body.clean(body.to_python(sources))
    assert raised.value.non_block_errors.as_data()[0].messages == [
        "Source: The maximum number of items is 5"
    ]


def test_the_json_has_each_block_with_its_type_and_id_in_order(db):
    photo = PhotoFactory()
    stored = [
        block("text", "<p>Before.</p>", "1"),
        photo_block(photo, alt_text="A door"),
        block("source", SOURCE, "3"),
        block("text", "<p>After.</p>", "4"),
    ]
    given = read_block(BodyBlock(), stored, FRENCH)
    assert [(item["type"], item["id"]) for item in given] == [
        ("text", "1"),
        ("photo", stored[1]["id"]),
        ("source", "3"),
        ("text", "4"),
    ]
    assert given[3] == {"type": "text", "value": "<p>After.</p>", "id": "4"}


def test_an_editor_publishes_a_page_with_one_of_each_block(editor, publication):
    photo = PhotoFactory()
    image = {"image": photo.pk, "alt_text": "A door", "decorative": ""}
    response = add_page(
        editor,
        publication.homes["en"],
        ("text", rich_text("<p>Tiles.</p>")),
        (
            "quote",
            {
                "text": rich_text("<p>Words.</p>"),
                "attribution": "",
                "source_title": "",
                "source_url": "",
                "note": rich_text(""),
            },
        ),
        ("photo", {"image": image, "caption": "", "credit": ""}),
        (
            "video",
            {"url": "https://youtu.be/eRsGyueVLvQ", "title": "S", "caption": "", "poster": ""},
        ),
        ("source", SOURCE),
    )
    assert response.status_code == 302
    page = StandardPage.objects.get(slug="about")
    assert page.live
    assert [item.block_type for item in page.body] == NAMES


def test_the_page_editor_says_at_the_address_that_it_is_no_video(editor, publication):
    film = {"url": "https://example.org/film.mp4", "title": "Film", "caption": "", "poster": ""}
    response = add_page(editor, publication.homes["en"], ("video", film))
    assert response.status_code == 200
    [error] = response.context["form"].errors["body"].as_data()
    [message] = error.block_errors[0].block_errors["url"].messages
    assert message.startswith("This is not the address of a video on YouTube, Vimeo, or")
    assert not StandardPage.objects.exists()
