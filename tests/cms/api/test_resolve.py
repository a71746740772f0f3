"""``resolve/``: what is at a path."""

import unicodedata
from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import PostFactory, StandardPageFactory, translate


@pytest.fixture
def hebrew(publication):
    """A post in English and its Hebrew translation; gives the latter."""
    post = PostFactory(parent=publication.indexes["en"], title="Doors", slug="doors")
    return translate(post, "he", publication.indexes["he"], title="דלתות", slug="דלתות-כחולות")


HEBREW_PATH = "/he/סיפורים/דלתות-כחולות/"


@pytest.mark.parametrize(
    "path",
    [
        HEBREW_PATH,
        HEBREW_PATH.rstrip("/"),
        HEBREW_PATH.lstrip("/"),
        HEBREW_PATH.strip("/"),
        HEBREW_PATH.replace("/", "//"),
        quote(HEBREW_PATH),
        quote(HEBREW_PATH).rstrip("/"),
        quote(HEBREW_PATH).lower(),
        quote(HEBREW_PATH, safe=""),
        quote(HEBREW_PATH, safe="/סיפורים"),
    ],
)
def test_a_page_is_found_however_its_path_is_written(api, hebrew, path):
    answer = api("resolve/", path=path)
    assert answer["outcome"] == "page"
    assert answer["page"]["id"] == hebrew.pk


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", [str, quote])
@pytest.mark.parametrize("path", ["/fr/été/", "/fr/été"])
def test_a_path_is_found_in_any_unicode_normalisation(api, publication, form, written, path):
    page = StandardPageFactory(parent=publication.homes["fr"], slug="été")
    asked = written(unicodedata.normalize(form, path))
    assert api("resolve/", path=asked)["page"]["id"] == page.pk


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        # One character each for a shin with its point, and for Ångström's unit.
        ("\ufb2aלום", "שלום"),
        ("\u212bngström", "Ångström"),
        ("e\u0301te\u0301", "été"),
        ("été", "été"),
        ("ﬁlms", "ﬁlms"),
    ],
)
def test_a_page_is_found_at_its_own_path_however_its_slug_was_typed(api, publication, typed, slug):
    page = StandardPageFactory(parent=publication.homes["he"], slug=typed)
    own = api(f"pages/{page.pk}/")["meta"]
    assert own["slug"] == slug
    for path in (own["path"], f"/he/{typed}/", unicodedata.normalize("NFD", f"/he/{slug}/")):
        assert api("resolve/", path=path)["page"]["id"] == page.pk


def test_a_path_that_is_encoded_once_more_is_another_one(api, hebrew):
    assert api("resolve/", status=404, path=quote(quote(HEBREW_PATH)))["alternates"] == []


@pytest.mark.parametrize("path", [f"{HEBREW_PATH}more/", "/HE/סיפורים/", "/he/../en/", "/he/%2E/"])
def test_a_path_beside_a_page_is_not_found(api, hebrew, path):
    assert api("resolve/", status=404, path=path)["message"] == "not found"


def test_the_page_is_the_document_that_the_detail_gives(api, hebrew):
    answer = api("resolve/", path=HEBREW_PATH)
    assert answer == {"outcome": "page", "page": api(f"pages/{hebrew.pk}/")}


def test_fields_and_rich_text_format_are_taken_as_by_the_detail(api, hebrew):
    answer = api("resolve/", path=HEBREW_PATH, fields="_,title", rich_text_format="markdown")
    assert answer["page"] == {"title": "דלתות"}


@pytest.mark.parametrize("path", ["/he/", "/nothing/", "/old/"])
def test_a_mistake_in_fields_is_an_error_whatever_is_there(api, publication, path):
    Redirect.add_redirect("/old", "https://example.org/")
    answer = api("resolve/", status=400, path=path, fields="title(")
    assert answer["message"].startswith("fields error: ")


def test_the_answer_says_which_language_it_is_in(client, hebrew):
    response = client.get("/api/v2/resolve/", {"path": HEBREW_PATH})
    assert response["Content-Language"] == "he"


@pytest.mark.parametrize("permanent", [True, False])
def test_a_redirect_says_where_to_and_for_how_long(api, publication, permanent):
    Redirect.add_redirect("/old", publication.homes["fr"], is_permanent=permanent)
    assert api("resolve/", path="/old/") == {
        "outcome": "redirect",
        "redirect": {"to": "/fr/", "permanent": permanent},
    }


def test_a_redirect_to_another_site_keeps_its_address(api, publication):
    Redirect.add_redirect("/ailleurs/été", "https://example.org/")
    answer = api("resolve/", path=quote("/ailleurs/été/"))
    assert answer["redirect"]["to"] == "https://example.org/"


def test_a_page_wins_over_a_redirect(api, hebrew):
    Redirect.add_redirect(HEBREW_PATH, "https://example.org/")
    assert api("resolve/", path=HEBREW_PATH)["outcome"] == "page"


def test_the_sites_own_redirect_wins_over_that_of_all_sites(api, publication):
    Redirect.add_redirect("/old", "https://example.org/all")
    Redirect.add_redirect("/old", "https://example.org/ours", site=publication.site)
    assert api("resolve/", path="/old")["redirect"]["to"] == "https://example.org/ours"


def test_a_redirect_to_what_is_not_public_is_not_there(api, publication):
    draft = PostFactory(parent=publication.indexes["en"], live=False)
    Redirect.add_redirect("/old", draft)
    assert api("resolve/", status=404, path="/old")["message"] == "not found"


@pytest.mark.parametrize(
    "kind",
    [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS],
)
def test_a_restriction_says_its_kind_and_nothing_of_the_page(api, publication, kind):
    section = StandardPageFactory(parent=publication.homes["en"], slug="members")
    StandardPageFactory(parent=section, title="Secret", slug="minutes")
    PageViewRestriction.objects.create(page=section, restriction_type=kind, password="x")
    assert api("resolve/", status=403, path="/en/members/minutes/") == {
        "outcome": "restricted",
        "restriction": {"type": kind},
    }


def test_a_draft_is_as_if_there_were_nothing(client, publication):
    PostFactory(parent=publication.indexes["en"], slug="draft", live=False)
    answers = [
        client.get("/api/v2/resolve/", {"path": f"/en/stories/{slug}/"})
        for slug in ("draft", "nothing")
    ]
    assert answers[0].status_code == answers[1].status_code == 404
    assert answers[0].content == answers[1].content


def test_a_draft_below_a_private_page_is_as_if_there_were_nothing(api, publication):
    section = StandardPageFactory(parent=publication.homes["en"], slug="members")
    StandardPageFactory(parent=section, slug="minutes", live=False)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert api("resolve/", status=404, path="/en/members/minutes/")["alternates"] == []


def test_the_same_place_in_another_language_is_named(api, publication):
    about = StandardPageFactory(parent=publication.homes["en"], slug="about")
    answer = api("resolve/", status=404, path="/he/about/")
    assert [entry["id"] for entry in answer["alternates"]] == [about.pk, about.pk]
    assert [entry["locale"] for entry in answer["alternates"]] == ["en", "x-default"]


def test_without_being_asked_no_other_language_is_given(api, publication):
    StandardPageFactory(parent=publication.homes["en"], slug="about")
    assert "page" not in api("resolve/", status=404, path="/fr/about/")


def test_a_fallback_gives_the_first_language_that_there_is(api, publication):
    english = StandardPageFactory(parent=publication.homes["en"], slug="about")
    french = translate(english, "fr", publication.homes["fr"], slug="a-propos")

    assert api("resolve/", path="/he/about/", fallback="he,fr,en")["page"]["id"] == french.pk
    answer = api("resolve/", path="/he/about/", fallback="en,fr")
    assert answer["page"]["id"] == english.pk
    assert answer["page"]["meta"]["locale"] == "en"


@pytest.mark.parametrize("fallback", ["fr,fr", ",fr", "fr,", "he,,fr", "fr,en"])
def test_a_language_may_be_named_twice_and_commas_too_many_do_no_harm(api, publication, fallback):
    french = StandardPageFactory(parent=publication.homes["fr"], slug="a-propos")
    answer = api("resolve/", path="/he/a-propos/", fallback=fallback)
    assert answer["page"]["id"] == french.pk


@pytest.mark.parametrize("fallback", ["", ",", "he", "en"])
def test_where_no_language_that_is_named_has_it_there_is_nothing(api, publication, fallback):
    french = StandardPageFactory(parent=publication.homes["fr"], slug="a-propos")
    answer = api("resolve/", status=404, path="/he/a-propos/", fallback=fallback)
    assert {entry["id"] for entry in answer["alternates"]} == {french.pk}


@pytest.mark.parametrize(
    "fallback", ["EN", " en", "en fr", "en;fr", "en,xx", "*", "en-GB", "x-default", "e" * 10_240]
)
def test_what_is_no_list_of_languages_is_an_error_that_says_what_it_takes(
    api, publication, fallback
):
    message = api("resolve/", status=400, path="/he/", fallback=fallback)["message"]
    assert message == "fallback must be some of en, fr, he, with commas"


def test_a_fallback_gives_nothing_that_is_not_public(api, publication):
    english = StandardPageFactory(parent=publication.homes["en"], slug="about")
    french = translate(english, "fr", publication.homes["fr"], slug="about", live=False)
    PageViewRestriction.objects.create(page=english, restriction_type="login")
    answer = api("resolve/", status=404, path="/he/about/", fallback="en,fr")
    assert answer == {"message": "not found", "alternates": []}
    assert not french.live


def test_a_fallback_does_not_pass_by_a_restriction_or_a_redirect(api, publication):
    english = StandardPageFactory(parent=publication.homes["en"], slug="about")
    hebrew = translate(english, "he", publication.homes["he"], slug="about")
    PageViewRestriction.objects.create(page=hebrew, restriction_type="login")
    assert api("resolve/", status=403, path="/he/about/", fallback="en")
    Redirect.add_redirect("/fr/about", "https://example.org/")
    assert api("resolve/", path="/fr/about/", fallback="en")["outcome"] == "redirect"


@pytest.mark.parametrize(
    ("parameters", "named"),
    [({}, "path"), ({"path": "/", "fallback": "de"}, "fallback"), ({"path": "/", "x": 1}, "x")],
)
def test_a_wrong_question_is_an_error_that_names_the_parameter(api, publication, parameters, named):
    assert named in api("resolve/", status=400, **parameters)["message"]


@pytest.mark.parametrize("path", ["", "/", "//", "/%", "/%FF/", "/en/" + "a" * 5000, "/en/\u202e"])
def test_no_path_is_a_server_error(client, publication, path):
    client.raise_request_exception = False
    assert client.get("/api/v2/resolve/", {"path": path}).status_code in (200, 404)


# The same place in another language


def test_the_place_below_a_translated_page_is_the_same_place(publication, api):
    english = PostFactory(parent=publication.indexes["en"], slug="doors")

    answer = api("resolve/", status=404, path="/fr/articles/doors/")
    assert [entry["id"] for entry in answer["alternates"]] == [english.pk, english.pk]


def test_the_next_best_language_is_found_at_the_same_place(publication, api):
    english = PostFactory(parent=publication.indexes["en"], slug="doors")

    answer = api("resolve/", path="/he/סיפורים/doors/", fallback="fr,en")
    assert answer["page"]["id"] == english.pk


def test_a_place_below_a_private_page_is_no_place(publication, api):
    PostFactory(parent=publication.indexes["en"], slug="doors")
    PageViewRestriction.objects.create(page=publication.indexes["fr"], restriction_type="login")

    assert api("resolve/", status=404, path="/fr/articles/doors/")["alternates"] == []


def test_what_is_not_public_is_at_no_place(publication, api):
    PostFactory(parent=publication.indexes["en"], slug="doors", live=False)

    assert api("resolve/", status=404, path="/fr/articles/doors/")["alternates"] == []


def test_a_place_two_levels_below_a_translated_page_is_the_same_place(publication, api):
    about = StandardPageFactory(parent=publication.homes["en"], slug="about")
    translate(about, "fr", publication.homes["fr"], slug="a-propos")
    team = StandardPageFactory(parent=about, slug="team")
    ruth = StandardPageFactory(parent=team, slug="ruth")

    answer = api("resolve/", status=404, path="/fr/a-propos/team/ruth/")
    assert {entry["id"] for entry in answer["alternates"]} == {ruth.pk}
