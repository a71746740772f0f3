import pytest
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.representation.registry import represent_block
from cms.representation.streams import stored_stream
from home.models import StandardPage
from tests.factories import PhotoFactory, block, set_body
from tests.reading import count_queries, read_block


class CardBlock(blocks.StructBlock):
    heading = blocks.CharBlock(default="Untitled")
    picture = ImageChooserBlock(required=False)
    open_in_new_tab = blocks.BooleanBlock(required=False)
    weight = blocks.IntegerBlock(required=False)
    lines = blocks.ListBlock(blocks.CharBlock(), default=[])


class PageBlock(blocks.StreamBlock):
    card = CardBlock()
    cards = blocks.ListBlock(CardBlock())
    column = blocks.StreamBlock([("card", CardBlock()), ("word", blocks.CharBlock())])


def card(photo=None, **value):
    return {
        "heading": "Tiles",
        "picture": photo.pk if photo else None,
        "open_in_new_tab": False,
        "weight": None,
        "lines": [],
        **value,
    }


def test_a_stream_is_a_list_of_blocks_with_type_value_and_id():
    assert read_block(PageBlock(), [block("card", card(), "1")]) == [
        {"type": "card", "value": card(), "id": "1"}
    ]


def test_structs_lists_and_streams_compose(db):
    photo = PhotoFactory()
    stored = [
        block("cards", [{"type": "item", "id": "i", "value": card(photo, lines=["a", "b"])}]),
        block("column", [block("card", card(photo)), block("word", "Zellige", "w")]),
    ]
    listed, column = read_block(PageBlock(), stored)
    assert listed["value"][0]["lines"] == ["a", "b"]
    assert listed["value"][0]["picture"]["id"] == photo.pk
    assert column["value"][0]["value"]["picture"]["id"] == photo.pk
    assert column["value"][1] == {"type": "word", "value": "Zellige", "id": "w"}


def test_a_block_whose_type_is_gone_from_the_code_is_passed_over():
    stored = [block("carousel", {"slides": [1]}), block("card", card(), "1")]
    assert [item["id"] for item in read_block(PageBlock(), stored)] == ["1"]


def test_a_child_that_was_added_to_the_code_later_has_its_default():
    [item] = read_block(PageBlock(), [block("card", {})])
    assert item["value"] == {
        "heading": "Untitled",
        "picture": None,
        "open_in_new_tab": False,
        "weight": None,
        "lines": [],
    }


def test_a_child_that_is_gone_from_the_code_is_left_out():
    [item] = read_block(PageBlock(), [block("card", card(colour="teal"))])
    assert "colour" not in item["value"]


def test_a_block_that_was_stored_without_an_id_has_null():
    assert read_block(PageBlock(), [{"type": "card", "value": card()}])[0]["id"] is None


def test_a_struct_that_was_never_filled_in_has_its_defaults():
    assert read_block(CardBlock(), None)["heading"] == "Untitled"


@pytest.mark.parametrize(
    "stored",
    [
        ["a", "b"],
        [{"type": "item", "value": "a", "id": "1"}, {"type": "item", "value": "b", "id": "2"}],
    ],
)
def test_a_list_may_be_stored_as_today_or_as_before_lists_had_ids(stored):
    assert read_block(blocks.ListBlock(blocks.CharBlock()), stored) == ["a", "b"]


def test_a_list_that_was_never_filled_in_is_empty():
    assert read_block(blocks.ListBlock(blocks.CharBlock()), None) == []


def test_a_picture_deep_inside_costs_what_one_at_the_top_costs(db):
    def deep(photo):
        return [block("column", [block("card", card(photo))])]

    photos = PhotoFactory.create_batch(10)
    representation = represent_block(PageBlock())
    one = count_queries([deep(photos[0])], representation)
    assert count_queries([deep(photo) for photo in photos], representation) == one


def test_a_schema_names_the_block_by_its_class_and_the_item_by_its_type():
    items = represent_block(PageBlock()).schema()["items"]
    assert [item["title"] for item in items["oneOf"]] == [
        "CardBlock",
        "CardsBlock",
        "ColumnBlock",
    ]
    assert items["oneOf"][0]["properties"]["value"]["title"] == "CardValue"
    assert items["discriminator"] == {"propertyName": "type"}


def test_a_saved_stream_is_read_as_it_is_stored(publication):
    set_body(publication.homes["en"], block("text", "<p>Tiles.</p>", "1"))
    page = type(publication.homes["en"]).objects.get(pk=publication.homes["en"].pk)
    assert stored_stream(page, "body") == [{"type": "text", "value": "<p>Tiles.</p>", "id": "1"}]


def test_a_stream_that_was_changed_and_not_saved_is_read_as_changed(db):
    page = StandardPage(body=[("text", "<p>Before.</p>")])
    page.body[0] = ("text", "<p>After.</p>")
    page.body.append(("source", {"publication": "Review", "url": "https://example.org/"}))
    assert [item["type"] for item in stored_stream(page, "body")] == ["text", "source"]
    assert stored_stream(page, "body")[0]["value"] == "<p>After.</p>"
