import pytest

from cms.languages import LANGUAGES, get_language


def test_mosaic_speaks_english_french_and_hebrew_in_that_order():
    assert [(language.code, language.name) for language in LANGUAGES] == [
        ("en", "English"),
        ("fr", "Français"),
        ("he", "עברית"),
    ]


def test_hebrew_is_written_from_right_to_left():
    assert get_language("he").direction == "rtl"


def test_an_unknown_language_is_an_error_that_names_the_known_ones():
    with pytest.raises(LookupError, match="en, fr, he"):
        get_language("de")
