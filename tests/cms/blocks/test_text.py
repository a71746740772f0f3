import json

from cms.blocks.text import TextBlock
from tests.cms.blocks.forms import submit
from tests.factories import StandardPageFactory
from tests.reading import read_block


def type_in(block_type, text="A heading"):
    """What the form stores when somebody types a block of this type into the editor."""
    blocks = [
        {
            "key": "aaaaa",
            "text": text,
            "type": block_type,
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
    ]
    data = {"text": json.dumps({"blocks": blocks, "entityMap": {}})}
    return TextBlock().value_from_datadict(data, {}, "text").source


def test_writers_have_headings_below_the_pages_title():
    assert "<h2" in type_in("header-two")
    assert "<h3" in type_in("header-three")
    assert "<h4" in type_in("header-four")


def test_writers_have_no_heading_as_large_as_the_pages_title():
    assert type_in("header-one") == ""


def test_the_form_takes_a_paragraph():
    assert submit(TextBlock(), "<p>Every tile was cut by hand.</p>").source == (
        "<p>Every tile was cut by hand.</p>"
    )


def test_the_json_is_html(db):
    assert read_block(TextBlock(), "<h2>Tiles</h2><p>Cut by <b>hand</b>.</p>") == (
        "<h2>Tiles</h2><p>Cut by <b>hand</b>.</p>"
    )


def test_the_json_of_no_text_is_empty(db):
    assert read_block(TextBlock(), None) == ""


def test_the_html_is_the_text_with_its_links_resolved(publication):
    page = StandardPageFactory(parent=publication.homes["en"], slug="about")
    block = TextBlock()
    html = block.render(block.to_python(f'<p>See <a linktype="page" id="{page.pk}">us</a>.</p>'))
    assert html.strip().startswith("<p>See <a href=")
    assert '/en/about/">us</a>' in html
