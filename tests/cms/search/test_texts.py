"""The plain text of rich text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import get_text_for_indexing

from cms.representation.safety import readable
from cms.search import texts
from cms.search.texts import plain

PARTS = st.sampled_from([
    "<p>", "</p>", "<b>", "<br/>", "<hr />", "<br>", "</h2>", "</li >", "</p/>", "</a>", "<A>",
    '<a href="/x?a=1&amp;b">', "<a href='x'>", '<embed alt="a &gt; b" id="3"/>', '<x y="1" />',
    "<!-- x -->", "<script>", "</script>", "<title>", "<textarea>", "<p", "<", ">", "a", " ", "\n",
    "&amp;", "&lt;b&gt;", "&#39;", "&#x27;", "&copy 2", "& ", "&", "&zzz;", "&nbsp;", "&lt", "\xa0",
])  # fmt: skip


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Doors</h2><p>Two <b>pots</b>.</p>", "Doors Two pots."),
        (
            '<p>To <a linktype="page" id="3">Fez</a><br/>by sea &amp; land</p>',
            "To Fez by sea & land",
        ),
        ("<p>a &lt;b&gt; c</p>", "a <b> c"),
        ("a < b", "a < b"),
    ],
)
def test_rich_text_is_its_words_without_its_tags(html, text):
    assert plain(html).strip() == text


@given(st.lists(PARTS | st.text(max_size=3), max_size=12).map("".join))
def test_any_rich_text_is_what_a_parser_makes_of_it(html):
    assert plain(html) == get_text_for_indexing(readable(html))


def test_what_the_editor_stores_needs_no_parser(monkeypatch):
    def refuse(html):
        raise AssertionError("a parser was asked")

    monkeypatch.setattr(texts, "get_text_for_indexing", refuse)

    html = '<h2>A</h2><p><i>B</i> &amp; <a href="https://example.org/?a=1&amp;b=2">C</a></p><hr/>'
    assert plain(html + '<embed embedtype="image" id="3" alt="D" format="left"/>') == "A B & C"
