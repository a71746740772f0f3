"""``search/suggest/``, and what a search that finds nothing asks back."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from tests.factories import PostFactory, block, set_body


@pytest.fixture
def write(publication):
    def write(title, code="en", **fields):
        return PostFactory(parent=publication.indexes[code], title=title, **fields)

    return write


@pytest.fixture
def suggest(api):
    def suggest(q, **parameters):
        return [item["text"] for item in api("search/suggest/", q=q, **parameters)["items"]]

    return suggest


@pytest.fixture
def meant(api):
    def meant(q, **parameters):
        return api("search/", q=q, **parameters)["meta"]["did_you_mean"]

    return meant


# --- Completions ---


def test_the_last_word_is_completed_the_most_frequent_first(write, suggest):
    for title in ("Marrakesh walls", "Marrakesh doors", "The market"):
        write(title)
    assert suggest("mar") == ["Marrakesh", "market"]


def test_a_completion_says_its_language_and_direction(write, api):
    write("הביקורת", "he")
    assert api("search/suggest/", q="הבי") == {
        "meta": {"total_count": 1},
        "items": [{"text": "הביקורת", "meta": {"locale": "he", "dir": "rtl"}}],
    }


def test_words_before_the_last_have_to_be_in_the_same_page(write, suggest):
    write("Blue doors")
    write("Red dome")
    assert suggest("blue do") == ["blue doors"]


def test_what_is_typed_without_accents_is_completed_with_them(write, suggest):
    write("Un bel été à Fès", "fr")
    assert suggest("l'et") == ["l'été"]
    assert suggest("fe", locale="fr") == ["Fès"]


def test_hebrew_is_completed_without_vowel_points_and_in_its_final_letters(write, suggest):
    write("שָׁלוֹם", "he")
    assert suggest("שלו") == ["שלום"]


def test_only_the_asked_language_is_completed(write, suggest):
    write("Portes", "fr")
    write("Ports")
    assert suggest("port", locale="en") == ["Ports"]
    assert sorted(suggest("port")) == ["Portes", "Ports"]


def test_words_of_the_body_are_completed(write, suggest):
    set_body(write("Post"), block("text", "<p>saffron</p>"))
    assert suggest("saf") == ["saffron"]


@pytest.mark.parametrize("q", ["", " ", "doors ", '"', "?!", "xyzzy", "\u200f"])
def test_where_there_is_nothing_to_complete_there_is_nothing(write, suggest, q):
    write("Doors")
    assert suggest(q) == []


def test_there_are_few_at_once(write, suggest):
    for place in range(15):
        write(f"Tile{chr(97 + place)}")
    assert len(suggest("tile")) == 8


def test_what_is_not_public_is_not_hinted_at(write, suggest, meant):
    write("Xylophone", live=False)
    restricted = write("Xylograph")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    write("Xylem").unpublish()
    assert suggest("xyl") == []
    assert [meant(text) for text in ("xylophon", "xylograf", "xylen")] == [None] * 3


def test_what_is_not_public_pushes_out_nothing(write, suggest, meant):
    many = " ".join(f"door{chr(97 + one)}{chr(97 + two)}" for one in range(7) for two in range(20))
    for number in range(2):
        set_body(write(f"Draft {number}", live=False), block("text", f"<p>{many}</p>"))
    call_command("update_index", verbosity=0)
    assert suggest("door") == []
    write("Doorzz")
    assert suggest("door") == ["Doorzz"]
    assert meant("doorzzz") == "Doorzz"


def test_words_that_are_gone_push_out_few(write, suggest):
    many = " ".join(f"door{chr(97 + one)}{chr(97 + two)}" for one in range(7) for two in range(10))
    post = write("Post")
    set_body(post, block("text", f"<p>{many}</p>"))
    write("Doorzz")
    call_command("update_index", verbosity=0)
    assert len(suggest("door")) == 8
    post.unpublish()
    assert suggest("door") == ["Doorzz"]


def test_any_text_is_completed_as_far_as_it_is_read(write, suggest):
    write("Doors")
    assert suggest("do\0o") == ["Doors"]
    assert suggest("doo " * 10_000) == []
    [completed] = suggest("the " * 23 + "doo")
    assert completed.endswith(" Doors")


def test_a_completion_costs_ten_queries_at_most(write, api, django_assert_max_num_queries):
    for place in range(5):
        write(f"Door{place}")
    with django_assert_max_num_queries(10):
        api("search/suggest/", q="blue doo")


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({}, "q"),
        ({"q": "a", "locale": "de"}, "locale"),
        ({"q": "a", "limit": "3"}, "limit"),
    ],
)
def test_a_wrong_question_is_an_error_that_names_the_parameter(publication, api, parameters, named):
    assert named in api("search/suggest/", status=400, **parameters)["message"]


# --- Did you mean ---


@pytest.mark.parametrize("typed", ["marakesh", "marrrakesh", "marrakech", "marraeksh"])
def test_one_typing_error_is_corrected(write, meant, typed):
    write("Marrakesh walls")
    assert meant(typed) == "Marrakesh"


def test_the_other_words_stay_as_they_were_typed(write, meant):
    write("Marrakesh walls")
    assert meant("Walls of marakesh!") == "Walls of Marrakesh!"


def test_hebrew_is_corrected(write, meant):
    write("הזיכרון והשיר", "he")
    assert meant("הזיכרן") == "הזיכרון"


def test_nothing_is_corrected_where_something_is_found(write, meant):
    write("Doors")
    assert meant("doors") is None


@pytest.mark.parametrize("typed", ["mrrksh", "dor", "walls windows", "xx yy", "?", ""])
def test_there_is_no_correction_where_there_is_no_telling(write, meant, typed):
    write("Marrakesh walls")
    write("Door windows")
    assert meant(typed) is None


def test_a_correction_finds_something(write, meant):
    write("Marrakesh walls")
    write("Blue doors")
    assert meant("blue marakesh") is None


def test_only_the_asked_language_is_meant(write, meant):
    write("Marrakech", "fr")
    assert meant("marakech", locale="fr") == "Marrakech"
    assert meant("marakech", locale="en") is None


def test_a_search_that_finds_nothing_costs_twelve_queries_at_most(
    write, api, django_assert_max_num_queries
):
    write("Marrakesh walls")
    with django_assert_max_num_queries(12):
        api("search/", q="walls marakesh")
