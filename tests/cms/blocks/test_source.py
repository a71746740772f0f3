import pytest

from cms.blocks.source import SourceBlock
from tests.cms.blocks.forms import refusals, submit
from tests.reading import read_block

SOURCE = {
    "publication": "The Harbour Review",
    "title": "The quarter of the tile-cutters",
    "url": "https://example.org/tiles",
    "thanks": "A reader",
}


def html(**source):
    block = SourceBlock()
    return block.render(block.to_python({**SOURCE, **source}))


def test_the_form_takes_a_publication_and_an_address():
    source = {**SOURCE, "title": "", "thanks": ""}
    assert dict(submit(SourceBlock(), source)) == source


@pytest.mark.parametrize("name", ["publication", "url"])
def test_the_form_wants_the_publication_and_the_address(name):
    assert refusals(SourceBlock(), {**SOURCE, name: ""}) == {name: ["This field is required."]}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "tiles"])
def test_the_form_refuses_what_is_no_web_address_at_the_address(url):
    assert list(refusals(SourceBlock(), {**SOURCE, "url": url})) == ["url"]


@pytest.mark.parametrize("name", ["publication", "title", "thanks"])
def test_the_form_refuses_an_overlong_text_at_its_field(name):
    [message] = refusals(SourceBlock(), {**SOURCE, name: "x" * 256})[name]
    assert "at most 255 characters" in message


def test_the_json_is_what_was_filled_in():
    assert read_block(SourceBlock(), SOURCE) == SOURCE


def test_the_json_of_what_was_left_empty_is_empty():
    stored = {"publication": "The Harbour Review", "url": "https://example.org/tiles"}
    assert read_block(SourceBlock(), stored) == {**stored, "title": "", "thanks": ""}


def test_the_html_links_to_the_article_and_thanks(db):
    page = html()
    assert '<a href="https://example.org/tiles">' in page
    for text in ("The Harbour Review", "The quarter of the tile-cutters", "A reader"):
        assert text in page


def test_the_html_thanks_nobody_when_there_is_nobody(db):
    assert "thanks" not in html(thanks="")


def test_the_html_escapes_the_texts(db):
    page = html(publication="<script>", title="<script>", thanks="<script>")
    assert "<script>" not in page
