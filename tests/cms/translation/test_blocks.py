"""Blocks of any shape go through translation, whatever they lack."""

import json
from typing import Any

import pytest
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

from tests.cms.translation.translating import locale, press, send, target, write
from tests.factories import PostFactory, block, set_body

pytestmark = pytest.mark.django_db


class NumbersBlock(blocks.StructBlock):
    """Nothing in it is translated."""

    rows = blocks.IntegerBlock(required=False)
    framed = blocks.BooleanBlock(required=False)


class RoomBlock(blocks.StructBlock):
    name = blocks.CharBlock(required=False)
    #: Upstream looks for this key in what is stored around a block.
    value = blocks.CharBlock(required=False)
    opened = blocks.DateBlock(required=False)
    size = NumbersBlock()
    picture = ImageBlock(required=False)
    floors = blocks.ListBlock(blocks.IntegerBlock())
    walls = blocks.ListBlock(NumbersBlock())
    shelves = blocks.StreamBlock([("numbers", NumbersBlock())], required=False)


ROOMS = StreamField([("numbers", NumbersBlock()), ("room", RoomBlock())])


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("numbers", {"rows": 1, "framed": True}, []),
        ("numbers", {}, []),
        ("room", {}, []),
        ("room", {"name": "A room"}, ["A room"]),
        ("room", {"name": "A room", "value": "Priceless"}, ["A room", "Priceless"]),
        ("room", {"size": {"rows": 1}, "floors": [1, 2], "walls": [{"rows": 1}]}, []),
        ("room", {"walls": [{"type": "item", "value": {"rows": 1}, "id": "w"}]}, []),
        ("room", {"shelves": [block("numbers", {"rows": 1})]}, []),
    ],
)
def test_what_a_block_lacks_does_not_stop_its_translation(kind, value, expected):
    def stream() -> Any:
        return ROOMS.to_python(json.dumps([block(kind, value, "one")]))

    segments = StreamFieldSegmentExtractor(ROOMS).handle_stream_block(stream())
    writer = StreamFieldSegmentsWriter(ROOMS, locale("en"), locale("he"))
    writer.handle_stream_block(stream(), segments)

    assert [segment.string.data for segment in segments if segment.string.data] == expected


def test_a_photo_that_was_stored_without_a_picture_is_translated(publication, admin_client):
    post = PostFactory(parent=publication.indexes["en"])
    set_body(post, block("photo", {"caption": "A door"}))
    send(post)
    write(post, all_texts="דלת")

    press(admin_client, target(post), "save")

    draft = target(post).get_latest_revision_as_object()
    assert draft.body[0].value["caption"] == "דלת"
