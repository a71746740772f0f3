import pytest

from cms.search.excerpts import excerpt

TEXT = "One pot, two names. " * 20 + "The oud arrived by sea. " + "Nobody asked why. " * 20


def test_an_excerpt_shows_what_was_asked_for():
    assert "<mark>oud</mark> arrived" in excerpt(TEXT, "oud")


def test_an_excerpt_is_cut_at_words_with_an_ellipsis_where_something_is_left_out():
    cut = excerpt(TEXT, "oud")
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert set(cut.strip("…").replace("<mark>", "").replace("</mark>", "").split()) <= set(
        TEXT.split()
    )


def test_a_short_text_is_given_whole():
    assert excerpt("A door.", "window") == "A door."


def test_what_was_asked_for_is_found_in_either_case():
    assert excerpt("An Oud.", "oud") == "An <mark>Oud</mark>."


def test_an_excerpt_is_safe_html():
    given = excerpt("<script>alert('oud')</script>", "oud script")
    assert "<script>" not in given
    assert "&lt;<mark>script</mark>&gt;" in given


def test_hebrew_is_found_with_its_gershayim():
    assert excerpt("דובר צה״ל הודיע.", "צה״ל") == "דובר <mark>צה״ל</mark> הודיע."


@pytest.mark.parametrize(
    ("text", "query", "given"),
    [
        ("Dessiné de mémoire.", "memoire", "Dessiné de <mark>mémoire</mark>."),
        ("Dessiné de mémoire.", "MÉMOIRE", "Dessiné de <mark>mémoire</mark>."),
        ("Dessiné de mémoire.", "me\u0301moire", "Dessiné de <mark>mémoire</mark>."),
        ("Dessine de memoire.", "mémoire", "Dessine de <mark>memoire</mark>."),
        ("De me\u0301moire.", "mémoire", "De <mark>me\u0301moire</mark>."),
        ("Une œuvre, l’oud.", "l'oud", "Une œuvre, <mark>l’oud</mark>."),
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
    assert excerpt(text, query) == given


@pytest.mark.parametrize("query", ["", '"', "(((", "\\", "*", "[z-", "x" * 10000])
def test_no_query_is_an_error(query):
    assert excerpt("A door.", query) == "A door."
