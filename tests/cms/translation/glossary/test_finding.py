"""The glossary's terms are found in a text."""

import pytest
from django.core.exceptions import ValidationError

from cms.languages import get_language
from cms.translation.glossary.finding import Glossary
from cms.translation.glossary.models import GlossaryTerm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "term", "text"),
    [
        ("en", "tin", "The tin was rusty."),
        ("en", "Tin", "TIN!"),
        ("en", "oud", "Two ouds, and a lute."),
        ("en", "open-air cinema", "An <b>open-air</b>  cinema."),
        ("en", "Rock & roll", "rock &amp; roll"),
        ("fr", "oud", "Il joue de l’oud."),
        ("fr", "orient", "D'Orient et d’ailleurs"),
        ("fr", "l’oud", "l'oud"),
        ("fr", "oud", "Qu’oud veut-on ?"),
        ("he", "עוד", "הוא מנגן בעוד."),
        ("he", "קופסה", "ושבקופסה נמצאו"),
        ("he", "קופסה", "הַקֻּפְסָה־קופסה"),
        ("he", "צה״ל", 'בצה"ל'),
        ("he", "Fez", "מ-Fez לכאן"),
    ],
)
def test_a_term_is_found(code, term, text):
    GlossaryTerm.objects.create(**{f"term_{code}": term})

    found = Glossary(get_language(code), get_language("en")).find(text)

    assert [each.source for each in found] == [term]


@pytest.mark.parametrize(
    ("code", "term", "text"),
    [
        ("en", "tin", "A tiny thing, and the latin."),
        ("en", "b", "<b>bold</b>"),
        ("fr", "oud", "Un oudiste, une boude"),
        ("he", "עוד", "עודד, רעוד"),
        ("he", "קופסה", "קופסאות"),
    ],
)
def test_a_part_of_another_word_is_no_term(code, term, text):
    GlossaryTerm.objects.create(**{f"term_{code}": term})

    assert Glossary(get_language(code), get_language("en")).find(text) == []


def test_a_term_comes_with_its_rendering_and_note():
    GlossaryTerm.objects.create(term_en="oud", term_he="עוד", note="The instrument.")

    [found] = Glossary(get_language("en"), get_language("he")).find("An oud.")
    assert (found.rendering, found.term.note) == ("עוד", "The instrument.")
    [found] = Glossary(get_language("en"), get_language("fr")).find("An oud.")
    assert found.rendering == ""


def test_a_term_in_no_language_is_refused():
    with pytest.raises(ValidationError):
        GlossaryTerm(note="Nothing").full_clean()
    GlossaryTerm(term_he="עוד").full_clean()


def test_it_takes_one_query(django_assert_num_queries):
    for number in range(20):
        GlossaryTerm.objects.create(term_en=f"word{number}")

    with django_assert_num_queries(1):
        glossary = Glossary(get_language("en"), get_language("he"))
        assert len(glossary.find("word1 word2")) == 2
        assert len(glossary.find("word3")) == 1
