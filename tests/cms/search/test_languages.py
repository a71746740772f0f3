"""Which forms of a word find one another, and which words do not."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.languages import ENGLISH, FRENCH, HEBREW, LANGUAGES
from cms.search.expressions import Sequence, terms_of
from cms.search.languages import snowball
from cms.search.questions import question
from cms.search.terms import read, stem_terms

#: Beginnings of words that there are not.
STARTS = [f"{first}{second}{third}" for first in "bdfg" for second in "aeiou" for third in "lmnrtv"]


def stems(text, language):
    [token] = read(text, language)
    [word] = token.words
    return set(stem_terms(word, language))


def meet(first, second, language):
    return bool(stems(first, language) & stems(second, language))


@pytest.mark.parametrize(
    "forms",
    [
        "ביקורת הביקורת בביקורת ושבביקורת מהביקורת ביקורות",
        "תרבות תרבויות בתרבויות",
        "כף כפות הכפות",
        "מורה מורים",
        "דו״ח דוחות הדו״חות",
        "ספר הספר ספרים לספרים ספרי ספרו ספריהם",
        "תמונה תמונות תמונת התמונה בתמונות",
        "משפחה משפחות משפחת משפחתו למשפחתה",
        "יהודי יהודית יהודים יהודיות יהודיים",
        "זיכרון זיכרונות זיכרונותיו הזיכרון",
        "מוזיאון המוזיאון במוזיאונים מוזיאונים",
        "שנה שנים השנה שנתיים",
        "כחול כחולה כחולות הכחולים",
        "רחוב רחובות ברחובות",
        "ים הים בים",
        "בית בתים הבתים בתי לבתיהם",
        "ספרייה ספריה ספריות",
        "שיר שירים שיריו בשיר",
        "ורד הוורד",
        "ד״ר הד״ר לד\"ר וד''ר",
        "צה״ל הצה״ל בצה״ל",
    ],
)
def test_forms_of_a_hebrew_word_find_the_first(forms):
    first, *others = forms.split()
    assert [other for other in others if not meet(first, other, HEBREW)] == []


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("ביקורת", "ביקור"),
        ("מורשת", "רשת"),
        ("מערב", "ערב"),
        ("מחבר", "חבר"),
        ("מכתב", "כתב"),
        ("מספר", "ספר"),
        ("שבת", "בת"),
        ("כלב", "לב"),
        ("חברה", "חבר"),
        ("משפחה", "שפה"),
        ("כחול", "חול"),
        ("שטיח", "טיח"),
        ("מים", "ים"),
        ("מאות", "אות"),
        ("מגן", "גן"),
        ("שניהם", "שן"),
        ("שיר", "שר"),
    ],
)
def test_hebrew_words_that_only_look_alike_do_not(one, another):
    assert not meet(one, another, HEBREW)


def test_a_name_in_latin_letters_is_its_own_only_form_in_hebrew():
    assert meet("Netflix", "netflix", HEBREW)
    assert not meet("doors", "door", HEBREW)


@pytest.mark.parametrize(
    ("one", "another"),
    [("doors", "door"), ("recipes", "recipe"), ("restored", "restoring"), ("Café", "cafes")],
)
def test_forms_of_an_english_word_find_one_another(one, another):
    assert meet(one, another, ENGLISH)


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("restaurées", "restaurer"),
        ("restaurees", "restaurées"),
        ("œuvres", "oeuvre"),
        ("festivaux", "festival"),
        ("juives", "juif"),
        ("été", "ete"),
        ("marocaines", "marocain"),
        ("Fès", "fes"),
    ],
)
def test_forms_of_a_french_word_find_one_another(one, another):
    assert meet(one, another, FRENCH)


def test_light_words_beside_others_need_not_be_there():
    assert question("the oud of Fez", [ENGLISH]) == question("oud Fez", [ENGLISH])
    assert question("ב־1948", [HEBREW]) == question("1948", [HEBREW])


def test_light_words_alone_have_to_follow_each_other():
    assert isinstance(question("The The", [ENGLISH]), Sequence)


def test_ete_is_no_light_word():
    assert question("été", [FRENCH]) is not None
    assert len(list(terms_of(question("l'été à Fès", [FRENCH])))) > 2


@pytest.mark.parametrize("text", ["", " ", '"', "?!", "״", "\u200f", "_"])
def test_without_a_word_there_is_no_question(text):
    assert question(text) is None


@given(st.text(max_size=300), st.booleans(), st.sampled_from(["and", "or"]))
def test_any_text_is_a_question_of_a_bounded_size(text, unfinished, operator):
    expression = question(text, unfinished=unfinished, operator=operator)
    assert expression is None or len(list(terms_of(expression))) < 5000


@given(st.text(alphabet="אבגדהוזחטיכלמנסעפצקרשתםןךף", min_size=1, max_size=20))
def test_a_hebrew_word_has_few_stems_and_finds_itself(text):
    assert 1 <= len(stems(text, HEBREW)) < 60
    assert meet(text, text, HEBREW)


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_no_stem_is_empty(text, language):
    for token in read(text, language):
        assert all(len(term) > 1 for word in token.words for term in stem_terms(word, language))


def test_words_are_stemmed_alike_in_many_threads_at_once():
    words = [f"{start}{end}" for start in STARTS for end in ("ational", "iveness", "ements", "s")]
    alone = [snowball.stemmer("english")(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        together = snowball.stemmer("english")
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(together, words))
    finally:
        sys.setswitchinterval(interval)
    assert found == alone
