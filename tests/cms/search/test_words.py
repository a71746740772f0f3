"""Which spellings are one word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.languages import ENGLISH, FRENCH, HEBREW, LANGUAGES
from cms.search.terms import read
from cms.search.words import MAX_LENGTH


def words(text, language):
    return [word.text for token in read(text, language) for word in token.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Été", ["ete"]),
        ("e\u0301te\u0301", ["ete"]),
        ("œuvre ŒUVRE", ["oeuvre", "oeuvre"]),
        ("ex æquo", ["ex", "aequo"]),
        ("l'oud", ["oud"]),
        ("l’oud d‘Ada", ["oud", "ada"]),
        ("qu'elle jusqu’aux", ["elle", "aux"]),
        ("aujourd'hui aujourd’hui", ["aujourdhui"] * 2),
        ("quelqu'un", ["quelquun"]),
        ("café-concert", ["cafe", "concert"]),
        ("O'Brien", ["obrien"]),
        ("ﬁn", ["fin"]),
        ("re\u00adstau\u00adrer", ["restaurer"]),
    ],
)
def test_french_spellings(text, expected):
    assert words(text, FRENCH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada's", ["ada"]),
        ("ADA’S", ["ada"]),
        ("don't", ["dont"]),
        ("the 1980's", ["the", "1980s"]),
        ("ʿAbd al-Maʾmūn, Hawaiʻi", ["abd", "al", "mamun", "hawaii"]),
        ("the singers' songs", ["the", "singers", "songs"]),
        ("rock 'n' roll", ["rock", "n", "roll"]),
        ("L'Atalante", ["atalante"]),
        ("no_underscore", ["no", "underscore"]),
        ("MP3, 3.14", ["mp3", "3", "14"]),
        ("ＷＩＤＥ", ["wide"]),
        ("‘quoted’ “quoted”", ["quoted", "quoted"]),
    ],
)
def test_english_spellings(text, expected):
    assert words(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שָׁלוֹם", ["שלומ"]),
        ("בְּרֵאשִׁ֖ית", ["בראשית"]),
        ("ב\u05bcית", ["בית"]),
        ("\ufb31ית", ["בית"]),
        ("בית־ספר בית-ספר", ["בית", "ספר"] * 2),
        ("ארץ ארצות", ["ארצ", "ארצות"]),
        ("ב-Netflix", ["ב", "netflix"]),
        ("בNetflix", ["ב", "netflix"]),
        ("ב־1948", ["ב", "1948"]),
        ("\u200fשלום\u200e", ["שלומ"]),
        ("של\u200fום", ["שלומ"]),
        ('אמר "שלום".', ["אמר", "שלומ"]),
        ("״הסף״", ["הספ"]),
    ],
)
def test_hebrew_spellings(text, expected):
    assert words(text, HEBREW) == expected


@pytest.mark.parametrize("mark", ['"', "״", "“", "”", "„", "''", "׳׳", "’’"])
def test_gershayim_inside_a_word_are_found_however_they_are_typed(mark):
    assert words(f"צה{mark}ל ד{mark}ר", HEBREW) == ["צהל", "דר"]


@pytest.mark.parametrize("mark", ["'", "׳", "’", "‘", "ʼ", "´", "`", "′"])
def test_a_geresh_inside_a_word_is_found_however_it_is_typed(mark):
    assert words(f"ג{mark}ורג{mark}", HEBREW) == ["גורג"]


def test_a_compound_is_also_one_word():
    [token] = read("ciné-club", FRENCH)
    assert token.joined == "cineclub"


def test_a_long_chain_of_hyphens_is_no_compound():
    [token] = read("the-walls-of-marrakesh", ENGLISH)
    assert token.joined == ""


def test_a_dash_joins_nothing():
    assert [token.joined for token in read("Fez – Rabat", ENGLISH)] == ["", ""]


def test_an_endless_word_is_cut():
    assert words("x" * 10_000, ENGLISH) == ["x" * MAX_LENGTH]


def test_a_word_knows_where_it_stands():
    text = "Voici l’été à Fès."
    found = [text[w.start : w.end] for token in read(text, FRENCH) for w in token.words]
    assert found == ["Voici", "été", "à", "Fès"]


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_has_words_of_letters_and_digits_in_order(text, language):
    found = [word for token in read(text, language) for word in token.words]
    assert all(word.text.isalnum() for word in found)
    assert all(len(word.text) <= MAX_LENGTH for word in found)
    places = [(word.start, word.end) for word in found]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_a_normal_form_is_its_own_normal_form(text, language):
    for word in words(text, language):
        # An elision or a possessive is gone, and what is left is cut where it was cut.
        assert words(word, language)[:1] == [word][: len(words(word, language))]


@given(st.text(alphabet="abcéèœçאבגםשֱָ'’-\" ", max_size=40), st.sampled_from(LANGUAGES))
def test_composed_or_not_and_large_or_small_it_is_the_same(text, language):
    same = words(unicodedata.normalize("NFC", text), language)
    assert words(unicodedata.normalize("NFD", text), language) == same
    assert words(text.upper(), language) == words(text.lower(), language)


@pytest.mark.parametrize(
    ("pair", "letters"), [("װאדי", "וואדי"), ("גױ", "גוי"), ("ספרײה", "ספרייה"), ("ײַן", "יין")]
)
def test_a_pair_of_hebrew_letters_in_one_character_is_two_letters(pair, letters):
    assert words(pair, HEBREW) == words(letters, HEBREW)
    assert words(f"צה״ל{pair}", HEBREW) == words(f"צה״ל{letters}", HEBREW)
