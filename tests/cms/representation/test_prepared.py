import json

import pytest

from cms.keeping import Shelf
from cms.languages import ENGLISH
from cms.representation import prepared
from cms.representation.base import Representation
from cms.representation.prepared import Children, prepare
from cms.representation.relations import Pointer, Rows
from cms.representation.richtext import RichTextRepresentation
from cms.representation.scalars import Plain
from home.models import StandardPage
from tests.factories import PhotoFactory, StandardPageFactory


class Counting(Plain):
    """Counts how often it renders."""

    rendered = 0

    def render(self, raw, fetched, language):
        self.rendered += 1
        return super().render(raw, fetched, language)


class InLanguage(Representation):
    """Says the language."""

    def render(self, raw, fetched, language):
        return f"{raw} in {language.code}"

    def schema(self):
        return {}


class SaysIfEnglish(InLanguage):
    """Compares the language, and asks nothing of it."""

    def render(self, raw, fetched, language):
        return language == ENGLISH


class OfReading(InLanguage):
    """Asks for what the reading says."""

    def render(self, raw, fetched, language):
        return fetched.reading.site


def stream(**blocks):
    return json.dumps(
        [{"type": name, "value": value, "id": name} for name, value in blocks.items()]
    )


def block(representation, value):
    """A stream of one block, prepared."""
    [only] = prepare(Children(one=representation), stream(one=value)).blocks
    return only


def test_what_all_readings_give_alike_is_rendered_once():
    counting = Counting()
    children, text = Children(word=counting), stream(word="tile")
    for _ in range(3):
        [only] = prepare(children, text).blocks
    assert only.given == {"type": "word", "value": "tile", "id": "word"}
    assert only.child is None
    assert counting.rendered == 1


@pytest.mark.parametrize("representation", [InLanguage(), SaysIfEnglish(), OfReading()])
def test_what_differs_from_reading_to_reading_is_left_to_each(representation):
    assert block(representation, "tile").child is representation


def test_rich_text_without_links_is_the_same_in_all_readings():
    assert block(RichTextRepresentation(), "<p>Tiles.</p>").child is None


def test_rich_text_with_a_link_to_a_page_is_left_to_each():
    link = '<p><a linktype="page" id="3">here</a></p>'
    assert block(RichTextRepresentation(), link).child is not None


def test_what_a_stream_refers_to_is_noted_once():
    kind = Rows(StandardPage)
    pointer = Pointer(kind, InLanguage())
    found = prepare(Children(one=pointer), stream(one=7))
    assert found.notes == [(kind, 7, pointer.target)]
    assert found.collecting == []


def test_another_text_is_prepared_for_itself():
    children = Children(word=Plain())
    values = [prepare(children, stream(word=word)).blocks[0].given["value"] for word in "ab"]
    assert values == ["a", "b"]


def test_two_streams_with_the_same_text_are_told_apart():
    text = stream(one="tile")
    given = prepare(Children(one=Plain()), text).blocks[0]
    assert prepare(Children(one=InLanguage()), text).blocks[0] != given


def test_the_oldest_make_room_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(prepared, "shelf", Shelf(200))
    monkeypatch.setattr(prepared, "_kept", {})
    children = Children(word=Plain())
    texts = [stream(word=f"{number}{'x' * 40}") for number in range(5)]
    for text in texts:
        prepare(children, text)
    assert [text for _, text in prepared._kept] == texts[-2:]


def body_of(page, api, **parameters):
    return api(f"pages/{page.pk}/", **parameters)["body"]


def test_a_page_whose_body_was_changed_is_given_anew(publication, api):
    page = StandardPageFactory(
        parent=publication.homes["en"], body=[{"type": "text", "value": "<p>Blue.</p>"}]
    )
    before = body_of(page, api)
    page.body = [("text", "<p>Green.</p>")]
    page.save_revision().publish()
    values = [before[0]["value"], body_of(page, api)[0]["value"]]
    assert values == ["<p>Blue.</p>", "<p>Green.</p>"]


def test_a_photo_whose_caption_was_changed_is_given_anew_in_the_same_body(publication, api):
    photo = PhotoFactory(caption_en="Before")
    value = {"image": {"image": photo.pk, "alt_text": "", "decorative": False}}
    page = StandardPageFactory(
        parent=publication.homes["en"],
        body=[{"type": "photo", "value": {**value, "caption": "", "credit": ""}}],
    )
    before = body_of(page, api)
    photo.caption_en = "After"
    photo.save()
    captions = [body[0]["value"]["caption"] for body in (before, body_of(page, api))]
    assert captions == ["Before", "After"]


def test_another_format_of_rich_text_is_not_given_what_was_prepared(publication, api):
    page = StandardPageFactory(
        parent=publication.homes["en"], body=[{"type": "text", "value": "<p><b>Blue</b>.</p>"}]
    )
    given = [
        body_of(page, api, rich_text_format=name)[0]["value"].strip()
        for name in ("html", "markdown", "html")
    ]
    assert given == ["<p><b>Blue</b>.</p>", "**Blue**.", "<p><b>Blue</b>.</p>"]
