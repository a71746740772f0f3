import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.languages import ENGLISH, FRENCH, HEBREW, LANGUAGES
from cms.search import excerpts
from cms.search.excerpts import Excerpts

TEXT = "One pot, two names. " * 20 + "The oud arrived by sea. " + "Nobody asked why. " * 20


def excerpt(text, query, language):
    return Excerpts(query, language).of(text)


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
    shown = excerpt("<script>alert('oud')</script>", "oud script", ENGLISH)
    assert "<script>" not in shown
    assert "&lt;<mark>script</mark>&gt;" in shown


def test_hebrew_is_found_with_its_gershayim():
    assert excerpt("דובר צה״ל הודיע.", "צה״ל", HEBREW) == "דובר <mark>צה״ל</mark> הודיע."


@pytest.mark.parametrize(
    ("text", "query", "given"),
    [
        ("Dessiné de mémoire.", "memoire", "Dessiné de <mark>mémoire</mark>."),
        ("Dessiné de mémoire.", "MÉMOIRE", "Dessiné de <mark>mémoire</mark>."),
        ("Dessiné de mémoire.", "me\u0301moire", "Dessiné de <mark>mémoire</mark>."),
        ("Dessine de memoire.", "mémoire", "Dessine de <mark>memoire</mark>."),
        ("De me\u0301moire.", "mémoire", "De <mark>me\u0301moire</mark>."),
        ("Une œuvre, l’oud.", "l'oud", "Une œuvre, l’<mark>oud</mark>."),
        ("Un oud voyageur.", "l'oud", "Un <mark>oud</mark> voyageur."),
        ("צה״ל הודיע.", 'צה"ל', "<mark>צה״ל</mark> הודיע."),
        ('צה"ל הודיע.', "צה״ל", "<mark>צה&quot;ל</mark> הודיע."),
        ("חוזרים הביתה.", "״הביתה״", "חוזרים <mark>הביתה</mark>."),
        ("Going home.", "“home”", "Going <mark>home</mark>."),
        ("שָׁלוֹם לך", "שלום", "<mark>שָׁלוֹם</mark> לך"),
        ("שלום לך", "שָׁלוֹם", "<mark>שלום</mark> לך"),
    ],
)
def test_what_was_asked_for_is_found_with_other_accents_points_and_quotation_marks(
    text, query, given
):
    language = HEBREW if text[0] > "א" else FRENCH
    assert excerpt(text, query, language) == given


@pytest.mark.parametrize("query", ["", '"', "(((", "\\", "*", "[z-", "x" * 10000])
def test_no_query_is_an_error(query):
    assert excerpt("A door.", query, ENGLISH) == "A door."


def test_every_form_and_spelling_of_a_word_is_marked():
    shown = excerpt("L’œuvre et les œuvres d’art.", "oeuvre", FRENCH)
    assert shown == "L’<mark>œuvre</mark> et les <mark>œuvres</mark> d’art."


def test_vowel_points_are_kept_inside_the_mark():
    assert excerpt("אמר שָׁלוֹם.", "שלום", HEBREW) == "אמר <mark>שָׁלוֹם</mark>."


def test_light_words_are_marked_only_where_nothing_else_was_asked_for():
    assert excerpt("The oud of Fez.", "the oud", ENGLISH) == "The <mark>oud</mark> of Fez."
    assert excerpt("The The play.", "the the", ENGLISH).startswith("<mark>The</mark> <mark>The")


def test_the_part_with_most_of_the_words_is_shown():
    text = "The oud. " + "One pot. " * 60 + "The oud came to the port. " + "One pot. " * 60
    assert "<mark>oud</mark> came to the <mark>port</mark>" in excerpt(text, "port oud", ENGLISH)


def test_a_compound_is_marked_as_a_whole_when_it_was_asked_for_as_one_word():
    assert excerpt("Le ciné-club.", "cineclub", FRENCH) == "Le <mark>ciné-club</mark>."


@pytest.mark.parametrize(
    "text",
    [
        f"{'Look. ' * 50}https://example.org/{'a/' * 40}oud came by sea. {'So be it. ' * 50}",
        f"{'Look. ' * 50}{'a/' * 120}oud came by sea.",
        f"{'a/' * 10}oud/{'a/' * 200} came by sea.",
        f"{'Look. ' * 50}oud—{'why—' * 100}",
    ],
)
def test_an_excerpt_shows_what_was_asked_for_where_there_are_no_spaces_around_it(text):
    shown = excerpt(text, "oud", ENGLISH)
    assert "<mark>oud</mark>" in shown
    words = re.split(r"\W+", re.sub("</?mark>", "", shown))
    assert set(words) <= set(re.split(r"\W+", text))


def test_an_excerpt_of_a_text_without_spaces_is_as_long_as_others():
    assert len(excerpt("why—" * 100, "oud", ENGLISH)) > 150


@given(st.text(max_size=400), st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_an_excerpt_of_any_text_is_a_part_of_it(text, query, language):
    shown = excerpt(text, query, language)
    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")).strip("…") in text
    assert shown.count("<mark>") == shown.count("</mark>")


def test_what_comes_again_in_texts_is_not_read_again(monkeypatch):
    def refuse(text, language):
        raise AssertionError(f"{text} was read again")

    before = excerpt("Two pots, one door.", "oud", ENGLISH)
    monkeypatch.setattr(excerpts, "read", refuse)

    assert excerpt("Two pots, one door.", "port", ENGLISH) == before
