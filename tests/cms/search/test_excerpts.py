import pytest

from cms.languages import ENGLISH, HEBREW
from cms.search.excerpts import excerpt

TEXT = "One pot, two names. " * 20 + "The oud arrived by sea. " + "Nobody asked why. " * 20


def test_an_excerpt_shows_what_was_asked_for():
    assert "<mark>oud</mark> arrived" in excerpt(TEXT, "oud", ENGLISH)


def test_an_excerpt_is_cut_at_words_with_an_ellipsis_where_something_is_left_out():
    cut = excerpt(TEXT, "oud", ENGLISH)
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert set(cut.strip("…").replace("<mark>", "").replace("</mark>", "").split()) <= set(
        TEXT.split()
    )


def test_a_short_text_is_given_whole():
    assert excerpt("A door.", "window", ENGLISH) == "A door."


def test_what_was_asked_for_is_found_in_either_case():
    assert excerpt("An Oud.", "oud", ENGLISH) == "An <mark>Oud</mark>."


def test_an_excerpt_is_safe_html():
    given = excerpt("<script>alert('oud')</script>", "oud script", ENGLISH)
    assert "<script>" not in given
    assert "&lt;<mark>script</mark>&gt;" in given


def test_hebrew_is_found_with_its_gershayim():
    assert excerpt("דובר צה״ל הודיע.", "צה״ל", HEBREW) == "דובר <mark>צה״ל</mark> הודיע."


@pytest.mark.parametrize("query", ["", '"', "(((", "\\", "*", "[z-", "x" * 10000])
def test_no_query_is_an_error(query):
    assert excerpt("A door.", query, ENGLISH) == "A door."
