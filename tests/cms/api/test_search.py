"""``search/``: pages that say what is asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction
from wagtail.search.models import IndexEntry

from cms.api import search
from tests.factories import (
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    photo_block,
    set_body,
    translate,
)


@pytest.fixture
def oud(publication):
    """A post that says "oud" in its body, and its Hebrew translation, which says עוד."""
    post = PostFactory(parent=publication.indexes["en"], title="Two ports")
    set_body(post, block("text", "<p>The <b>oud</b> arrived by sea &amp; stayed.</p>"))
    hebrew = translate(post, "he", publication.indexes["he"], title="שני נמלים")
    set_body(hebrew, block("text", "<p>העוד הגיע בים. oud</p>"))
    return {"en": post, "he": hebrew}


def test_a_page_that_says_it_is_found_with_where_it_is_and_an_excerpt(api, oud):
    [result] = api("search/", q="oud", locale="en")["items"]
    assert result == {
        "id": oud["en"].pk,
        "type": "blog.BlogPage",
        "title": "Two ports",
        "excerpt": "The <mark>oud</mark> arrived by sea &amp; stayed.",
        "meta": {
            "type": "blog.BlogPage",
            "html_url": f"http://127.0.0.1:8000{oud['en'].url}",
            "locale": "en",
            "path": oud["en"].url,
            "dir": "ltr",
        },
    }


def test_an_excerpt_shows_any_form_of_a_word_in_its_own_spelling(api, oud):
    set_body(oud["he"], block("text", "<p>על הַזִּיכָּרוֹן ועל ארץ.</p>"))
    [result] = api("search/", q="זיכרונות", locale="he")["items"]
    assert result["excerpt"] == "על <mark>הַזִּיכָּרוֹן</mark> ועל ארץ."
    assert result["meta"]["dir"] == "rtl"


def test_a_name_in_latin_letters_is_found_in_hebrew(api, oud):
    assert [item["id"] for item in api("search/", q="Oud", locale="he")["items"]] == [oud["he"].pk]


def test_a_caption_is_found_and_shown(api, oud):
    photo = PhotoFactory(caption_en="A minaret")
    set_body(oud["en"], photo_block(photo))
    [result] = api("search/", q="minarets")["items"]
    assert "<mark>minaret</mark>" in result["excerpt"]


def test_without_a_language_all_are_searched(api, oud):
    answer = api("search/", q="oud")
    assert {item["id"] for item in answer["items"]} == {oud["en"].pk, oud["he"].pk}
    assert answer["meta"]["total_count"] == 2


def test_only_the_asked_type_and_category_are_given(api, oud):
    assert api("search/", q="oud", type="home.HomePage")["items"] == []
    film = CategoryFactory(slug="film")
    oud["he"].categories = [film]
    oud["he"].save()
    [result] = api("search/", q="oud", category="film")["items"]
    assert result["id"] == oud["he"].pk


def test_the_total_is_that_of_all_and_not_of_the_part_that_is_given(api, oud):
    answer = api("search/", q="oud", limit=1)
    assert (len(answer["items"]), answer["meta"]["total_count"]) == (1, 2)


def test_what_is_not_public_is_neither_found_nor_counted(api, oud):
    oud["en"].unpublish()
    PageViewRestriction.objects.create(page=oud["he"], restriction_type="login")
    nothing = {"meta": {"total_count": 0, "did_you_mean": None}, "items": []}
    assert api("search/", q="oud") == nothing


def test_the_index_is_looked_into_once_for_an_answer(api, oud):
    with CaptureQueriesContext(connection) as queries:
        assert api("search/", q="oud", limit=1)["meta"]["total_count"] == 2

    assert len([each for each in queries if IndexEntry._meta.db_table in each["sql"]]) == 1


def test_a_search_is_compiled_once_for_any_words(api, oud, monkeypatch):
    def refuse(*args):
        raise AssertionError("it was compiled again")

    api("search/", q="oud", locale="en")
    monkeypatch.setattr(search, "Finding", refuse)

    assert api("search/", q="ports of the sea", locale="en")["meta"]["total_count"] == 1
    assert api("search/", q="nothing", locale="en", offset=5)["items"] == []


def test_an_offset_behind_the_last_changes_no_total(api, oud):
    answer = api("search/", q="oud", offset=10)
    assert (answer["items"], answer["meta"]["total_count"]) == ([], 2)


def test_a_search_costs_twelve_queries_at_most(api, oud, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        api("search/", q="oud")


@pytest.mark.parametrize(
    "query", ['"', 'צה"ל', "צה״ל", "a OR", "NOT", "*", "(", "x:y", "-", "é" * 300, " "]
)
def test_no_query_is_a_server_error(api, oud, query):
    assert "items" in api("search/", q=query)


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({}, "q"),
        ({"q": "a", "type": "nothing"}, "type"),
        ({"q": "a", "locale": "de"}, "locale"),
        ({"q": "a", "limit": "x"}, "limit"),
    ],
)
def test_a_wrong_question_is_an_error_that_names_the_parameter(api, oud, parameters, named):
    assert named in api("search/", status=400, **parameters)["message"]


@pytest.mark.parametrize("query", ["o\0ud", "\0oud\0", "oud " + "\0" * 9, "oud" + " " * 100_000])
def test_what_nobody_sees_in_a_question_is_passed_over(api, oud, query):
    for address, name in (("search/", "q"), ("pages/", "search")):
        found = api(address, **{name: query, "locale": "en"})["items"]
        assert [item["id"] for item in found] == [oud["en"].pk]


def test_what_comes_after_the_first_words_and_characters_is_not_looked_for(api, oud):
    for query in ("oud " * 24 + "xyzzy", "oud" + " " * 297 + "xyzzy", "oud " * 100_000):
        assert api("search/", q=query)["meta"]["total_count"] == 2
        assert api("pages/", search=query)["meta"]["total_count"] == 2


ANY_TEXT = (
    st.text(max_size=400)
    | st.text(alphabet="oud ports\"'*()-:^|&!\\\0עודבים״׳", max_size=40)
    | st.builds(lambda text, times: text * times, st.text(max_size=9), st.integers(1, 500))
)

any_text = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@any_text
@given(
    query=ANY_TEXT,
    address=st.sampled_from(["search/?q=", "search/suggest/?q=", "pages/?search="]),
)
def test_any_text_at_all_gets_an_answer_within_the_budget(
    client, oud, django_assert_max_num_queries, query, address
):
    path, name = address[:-1].split("?")
    with django_assert_max_num_queries(12):
        response = client.get(f"/api/v2/{path}", {name: query})
    assert response.status_code == 200, response.content


@any_text
@given(
    query=ANY_TEXT,
    path=st.sampled_from(
        [
            "pages/search/results/",
            "choose-page/search/",
            "images/results/",
            "images/chooser/results/",
            "documents/results/",
            "snippets/blog/category/results/",
            "snippets/choose/blog/author/results/",
            "snippets/comments/comment/results/",
        ]
    ),
)
def test_any_text_at_all_gets_an_answer_in_the_admin(admin_client, oud, query, path):
    response = admin_client.get(f"/admin/{path}", {"q": query})
    assert response.status_code == 200, path


@pytest.mark.django_db
@pytest.mark.parametrize("listing", ["pages/", "images/", "documents/", "redirects/"])
def test_a_listing_of_what_is_found_for_nothing_is_empty(api, listing):
    assert api(listing, search="")["items"] == []
