"""Elasticsearch and OpenSearch: what they are given, what they find, and what is left of it.

No engine runs here. A server plays one, so that the clients and Wagtail's backends do run.
"""

import json

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Phrase, PlainText

from blog.models import BlogPage
from cms.environment import engines, reading
from cms.operations.doctor import examine
from cms.search.engines.backend import EngineMixin
from tests.engines import Engine, searching_with
from tests.factories import PostFactory, block, set_body
from tests.processes import manage

pytestmark = pytest.mark.django_db

PAGES = "test_wagtailcore_page"


@pytest.fixture(params=["elasticsearch", "opensearch"])
def engine(request, settings, publication):
    """An engine with an index, which the settings name."""
    with searching_with(request.param, settings) as engine:
        engine.asked.clear()
        yield engine


@pytest.fixture
def write(publication, django_capture_on_commit_callbacks):
    """Write a post: ``write("A title", "he", "<p>its text</p>")``."""

    def write(title, code="en", text="", **fields):
        with django_capture_on_commit_callbacks(execute=True):
            post = PostFactory(parent=publication.indexes[code], title=title, **fields)
            if text:
                set_body(post, block("text", text))
        return post

    return write


def titles(query, **options):
    return [page.title for page in BlogPage.objects.search(query, **options)]


def searched(client, text, **parameters):
    answer = client.get("/api/v2/search/", {"q": text, **parameters}).json()
    titles = [item["title"] for item in answer["items"]]
    assert answer["meta"]["total_count"] >= len(titles)
    return titles


def searches(engine: Engine) -> list[dict]:
    return [json.loads(body) for _, path, body, _ in engine.asked if "/_search" in path]


# --- What it is given ---


def test_each_language_has_fields_and_an_analyzer_of_its_own(engine):
    index = engine.index(PAGES)

    for code in ("en", "fr", "he"):
        assert index.properties[f"body_{code}"] == {"type": "text", "analyzer": f"mosaic_{code}"}
        assert index.settings["analysis"]["analyzer"][f"mosaic_{code}"]["tokenizer"] == "whitespace"


def test_a_page_is_in_the_fields_of_its_own_language(engine, write):
    post = write("הביקורת", "he")

    document = engine.index(PAGES).documents[str(post.pk)]

    assert "title_he" in document
    assert not {"title_en", "title_fr"} & document.keys()


def test_no_text_of_a_page_is_given_away_as_it_is_written(engine, write):
    write("Quiet", text="<p>indigo nights</p>")

    assert "indigo nights" not in engine.asked[-1][2]


def test_whoever_asks_says_who_they_are(engine, write):
    titles("oud")

    assert engine.asked[-1][3].startswith("Basic ")


# --- What is found ---


@pytest.mark.parametrize(
    ("title", "code", "asked"),
    [
        ("Recipes of Fez", "en", "recipe"),
        ("Les villes restaurées", "fr", "restaurees"),
        ("הביקורת", "he", "ביקורת"),
    ],
)
def test_forms_of_a_word_find_one_another(engine, client, write, title, code, asked):
    write(title, code)

    assert titles(asked) == [title]
    assert searched(client, asked) == [title]
    assert len(searches(engine)) == 2


def test_a_title_comes_before_a_text(engine, client, write):
    write("Quiet", text="<p>indigo</p>")
    write("Indigo")

    assert titles("indigo") == searched(client, "indigo") == ["Indigo", "Quiet"]


def test_a_phrase_is_one_in_one_text_only(engine, write):
    write("One", text="<p>the old harbour</p>")
    write("Two", text="<p>harbour old</p>")

    assert titles(Phrase("old harbour")) == ["One"]


def test_words_that_are_still_typed_find_what_begins_with_them(engine, write):
    write("Kasbahs")

    found = get_search_backend().autocomplete("kasb", Page)

    assert [page.title for page in found] == ["Kasbahs"]


def test_what_is_not_there_is_left_to_the_database(engine, write):
    write("Indigo")
    write("Saffron")

    assert titles(~PlainText("indigo")) == ["Saffron"]


def test_an_excerpt_marks_what_was_found(engine, client, write):
    write("Quiet", text="<p>An indigo night.</p>")

    (item,) = client.get("/api/v2/search/", {"q": "indigo"}).json()["items"]

    assert "<mark>indigo</mark>" in item["excerpt"]


def test_pages_listed_by_a_search_come_from_the_engine(engine, client, write):
    write("Indigo")

    items = client.get("/api/v2/pages/", {"search": "indigo"}).json()["items"]

    assert [item["title"] for item in items] == ["Indigo"]
    assert searches(engine)


def test_parts_of_what_is_found_come_in_order(engine, client, write):
    for number in range(3):
        write(f"Indigo {number}")

    first = searched(client, "indigo", limit=2)
    second = searched(client, "indigo", limit=2, offset=2)

    assert len({*first, *second}) == 3


# --- What is left of it ---


def test_what_the_engine_finds_and_readers_may_not_see_is_not_said(engine, client, write):
    hidden = write("Indigo")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = write("Indigo, too", live=False)
    assert {str(hidden.pk), str(draft.pk)} <= engine.index(PAGES).documents.keys()

    answer = client.get("/api/v2/search/", {"q": "indigo"}).json()

    assert answer["items"] == []
    assert answer["meta"] == {"total_count": 0, "did_you_mean": None}


def test_what_the_engine_makes_up_is_not_said(engine, client, write):
    write("Indigo")
    documents = engine.index(PAGES).documents
    documents["999999"] = next(iter(documents.values())) | {"title_en": "ǀindigo"}

    assert searched(client, "indigo") == titles("indigo") == ["Indigo"]


def test_what_is_deleted_is_forgotten_when_that_holds(
    engine, write, django_capture_on_commit_callbacks
):
    post = write("Indigo")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        key = str(post.pk)
        post.delete()
        assert key in engine.index(PAGES).documents

    assert key not in engine.index(PAGES).documents


def test_an_answer_that_is_kept_is_made_anew_when_a_page_is_added(engine, client, write):
    assert searched(client, "indigo") == []

    write("Indigo")

    assert searched(client, "indigo") == ["Indigo"]


# --- Where it does not answer ---


def test_where_the_engine_does_not_answer_the_database_does(engine, client, write):
    write("Indigo")
    caches["responses"].clear()
    engine.status = 503

    assert searched(client, "indigo") == titles("indigo") == ["Indigo"]


def test_an_engine_that_did_not_answer_is_left_alone_for_a_while(engine, client, write):
    write("Indigo")
    engine.status = 503
    engine.asked.clear()

    for _ in range(2):
        titles("indigo")

    assert len(searches(engine)) == 1


def test_an_engine_that_refuses_one_question_is_asked_the_next(engine, write):
    write("Indigo")
    engine.status = 400
    assert titles("indigo") == ["Indigo"]
    engine.asked.clear()

    titles("indigo")

    assert searches(engine)


def test_an_engine_without_its_index_is_given_none_by_the_way(engine, write):
    engine.aliases.clear()

    post = write("Indigo")

    assert titles("indigo") == ["Indigo"]
    assert not any(str(post.pk) in index.documents for index in engine.indexes.values())


def test_the_index_is_built_beside_the_old_one(engine, write):
    write("Indigo")
    before = engine.aliases[PAGES]

    call_command("update_index", verbosity=0)

    assert engine.aliases[PAGES] != before
    assert before not in engine.indexes
    assert titles("indigo") == ["Indigo"]


# --- The setting ---


def test_the_setting_names_the_engine_its_host_its_user_and_its_indexes():
    found = engines.search_engine("elasticsearch://us%40er:p%3Aw@search.example.org:9200/news")

    assert found == {
        "BACKEND": "cms.search.engines.elasticsearch",
        "HOSTS": [{"host": "search.example.org", "port": 9200, "scheme": "https"}],
        "INDEX_PREFIX": "news_",
        "OPTIONS": {"max_retries": 0, "basic_auth": ["us@er", "p:w"]},
    }


@pytest.mark.parametrize(
    "text",
    [
        "https://search.example.org",
        "elasticsearch://",
        "elasticsearch://user@search.example.org",
        "opensearch://search.example.org/Upper",
        "opensearch+ftp://search.example.org",
        "opensearch://search.example.org:port",
    ],
)
def test_a_wrong_setting_is_refused(text, monkeypatch):
    monkeypatch.setenv("SEARCH_URL", text)

    with pytest.raises(reading.SettingError):
        reading.read("SEARCH_URL", engines.search_engine, "an engine")


def test_a_wrong_setting_is_one_sentence():
    done = manage("check", DEBUG="true", SEARCH_URL="solr://user:hunter2@search.example.org")

    assert done.returncode == 1
    assert "SEARCH_URL is not valid; it takes elasticsearch://" in done.stderr
    assert "hunter2" not in done.stderr


def found_by_doctor():
    return next(finding for finding in examine() if finding.variable == "SEARCH_URL")


def test_doctor_says_that_the_engine_answers(engine, write):
    finding = found_by_doctor()

    assert finding.is_well
    assert finding.sentence == "The engine, 9.1.0, answers, and has an index."


def test_doctor_says_that_the_engine_has_no_index(engine):
    engine.aliases.clear()

    assert found_by_doctor().sentence == (
        "The engine has no index: run python manage.py update_index."
    )


def test_doctor_says_that_the_engine_does_not_answer(engine, settings):
    nobody = "elasticsearch+http://somebody:hunter2@127.0.0.1:1"
    settings.WAGTAILSEARCH_BACKENDS = {"default": engines.search_engine(nobody)}

    finding = found_by_doctor()

    assert not finding.is_well
    assert finding.sentence.startswith("It does not answer:")
    assert "hunter" not in finding.sentence


def test_the_clients_are_kept(engine):
    assert isinstance(get_search_backend(), EngineMixin)
    assert get_search_backend() is get_search_backend()
