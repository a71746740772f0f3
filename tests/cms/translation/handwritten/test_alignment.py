"""Blocks are taken for one another by their ids, else by type and order."""

from typing import Any

from cms.translation.handwritten.alignment import Alignment
from tests.factories import block


def align(source: Any, page: Any) -> Alignment:
    alignment = Alignment()
    alignment.align(source, page)
    return alignment


def test_blocks_with_the_same_id_belong_together_in_whatever_order():
    source = [block("text", "A", "1"), block("text", "B", "2")]

    found = align(source, source[::-1])

    assert found.pairs == {"1": "1", "2": "2"}
    assert not found.guessed


def test_blocks_of_the_same_types_in_the_same_order_belong_together():
    found = align(
        [block("text", "A", "1"), block("quote", {}, "2")],
        [block("text", "B", "a"), block("quote", {}, "b")],
    )

    assert found.pairs == {"a": "1", "b": "2"}
    assert not found.guessed | found.alone


def test_where_a_block_is_missing_the_others_are_a_guess():
    found = align(
        [block("text", "A", "1"), block("quote", {}, "2"), block("text", "C", "3")],
        [block("text", "A", "a"), block("text", "C", "c")],
    )

    assert found.pairs == {"a": "1", "c": "3"}
    assert found.guessed == {"a", "c"}


def test_a_block_that_the_source_does_not_have_stands_alone_with_all_inside_of_it():
    inner = [block("item", "x", "x")]

    found = align([block("text", "A", "1")], [block("text", "A", "1"), block("list", inner, "l")])

    assert found.alone == {"l"}
    assert found.path("body.l.x") is None
    assert found.path("body.1") == "body.1"


def test_what_is_inside_of_blocks_belongs_together_too():
    source = [block("gallery", {"items": [block("item", {"t": "A"}, "11")]}, "1")]
    page = [block("gallery", {"items": [block("item", {"t": "B"}, "aa")]}, "a")]

    assert align(source, page).path("body.a.items.aa.t") == "body.1.items.11.t"
