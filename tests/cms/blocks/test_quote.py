import pytest

from cms.blocks.quote import QuoteBlock
from tests.cms.blocks.forms import refusals, submit
from tests.reading import read_block

QUOTE = {
    "text": "<p>A tile alone is a colour.</p>",
    "attribution": "Workshop rules",
    "source_title": "The notebook",
    "source_url": "https://example.org/notebook",
    "note": "<p>Our emphasis.</p>",
}
ONLY_WORDS = {"text": QUOTE["text"], "attribution": "", "source_title": "", "source_url": ""}


def html(**quote):
    block = QuoteBlock()
    return block.render(block.to_python({**QUOTE, **quote}))


def test_the_form_takes_a_quotation_of_which_nothing_is_known_but_the_words():
    assert submit(QuoteBlock(), ONLY_WORDS)["text"].source == QUOTE["text"]


def test_the_form_wants_the_words():
    assert refusals(QuoteBlock(), {**QUOTE, "text": ""}) == {"text": ["This field is required."]}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/", "data:text/html,x", "notebook"]
)
def test_the_form_refuses_what_is_no_web_address_at_the_address(url):
    assert list(refusals(QuoteBlock(), {**QUOTE, "source_url": url})) == ["source_url"]


@pytest.mark.parametrize("name", ["attribution", "source_title"])
def test_the_form_refuses_an_overlong_text_at_its_field(name):
    [message] = refusals(QuoteBlock(), {**QUOTE, name: "x" * 256})[name]
    assert "at most 255 characters" in message


def test_the_json_has_the_words_who_said_them_where_and_a_note():
    assert read_block(QuoteBlock(), QUOTE) == {
        "text": "<p>A tile alone is a colour.</p>",
        "attribution": "Workshop rules",
        "source": {"title": "The notebook", "url": "https://example.org/notebook"},
        "note": "<p>Our emphasis.</p>",
    }


def test_a_quotation_without_a_source_has_null_for_it():
    assert read_block(QuoteBlock(), ONLY_WORDS) == {
        "text": "<p>A tile alone is a colour.</p>",
        "attribution": "",
        "source": None,
        "note": "",
    }


@pytest.mark.parametrize(
    ("stored", "source"),
    [
        (
            {"source_title": "", "source_url": "https://a.org/"},
            {"title": "", "url": "https://a.org/"},
        ),
        ({"source_title": "The notebook", "source_url": ""}, {"title": "The notebook", "url": ""}),
    ],
)
def test_half_of_a_source_is_a_source(stored, source):
    assert read_block(QuoteBlock(), {**QUOTE, **stored})["source"] == source


def test_the_html_is_a_blockquote_with_its_origin_and_note(db):
    page = html()
    assert '<blockquote cite="https://example.org/notebook">' in page
    assert "<p>A tile alone is a colour.</p>" in page
    assert "Workshop rules" in page
    assert '<a href="https://example.org/notebook">The notebook</a>' in page
    assert "<p>Our emphasis.</p>" in page


def test_the_html_of_bare_words_has_no_empty_caption(db):
    page = html(attribution="", source_title="", source_url="", note="")
    assert "<blockquote>" in page
    assert "<figcaption" not in page


def test_the_html_escapes_the_attribution_and_the_source(db):
    page = html(attribution="<script>", source_title='"><script>')
    assert "<script>" not in page
