"""The version is seen beside what is read last, so that nobody has to ask whether it changed."""

import pytest
from django.db import connection
from wagtail.models import Site

from blog.models import Category
from cms.delivery import journal
from cms.delivery.response_cache import VERSION, version_after
from cms.pages.sites import sites_for
from cms.queries.statement import Statement
from cms.representation.references import statement_of
from cms.representation.relations import Rows
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db

postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite is asked once more: it is not far away"
)


@pytest.fixture
def categories():
    """A question whose rows fit into JSON."""
    return statement_of(Rows(Category)), {"keys": [CategoryFactory().pk]}


@pytest.fixture
def looks(monkeypatch):
    """The versions that the database was asked for."""
    looks, version = [], journal.version

    def noting():
        looks.append(version())
        return looks[-1]

    monkeypatch.setattr(journal, "version", noting)
    return looks


def test_what_is_asked_for_is_found(categories):
    [[found]] = journal.ask_beside([categories])

    assert found == Category.objects.get()


@postgresql
def test_it_is_the_version_that_the_rows_were_read_in(categories):
    journal.ask_beside([categories])

    assert journal.version_of_last_question() == journal.version().token


@postgresql
def test_the_version_of_an_answer_that_is_read_is_not_asked_for_again(categories, looks):
    before = journal.version()
    journal.ask_beside([categories])

    assert version_after(before) is before
    assert looks == [before]


def test_a_change_before_the_last_question_is_seen(categories):
    before = journal.version()
    CategoryFactory()
    journal.ask_beside([categories])

    assert version_after(before).token != before.token


def test_a_change_after_the_last_question_is_seen_where_the_same_process_makes_it(categories):
    before = journal.version()
    journal.ask_beside([categories])
    CategoryFactory()

    assert version_after(before).token != before.token


@postgresql
@pytest.mark.parametrize(
    "ask",
    [
        lambda categories: Category.objects.count(),
        lambda categories: categories[0].ask(**categories[1]),
        lambda categories: connection.cursor().execute("SELECT 1"),
        lambda categories: journal.version(),
    ],
    ids=["Django", "a statement", "a cursor", "the journal"],
)
def test_whatever_is_asked_for_after_it_may_be_of_another_version(categories, ask):
    journal.ask_beside([categories])
    assert journal.version_of_last_question() is not None
    ask(categories)

    assert journal.version_of_last_question() is None


@pytest.fixture
def unfit(categories):
    """A question whose rows do not fit into JSON."""
    statement = Statement(lambda: Category.objects.order_by("pk"))
    statement.compiled.fits_json = False
    return statement, {}


def test_what_does_not_fit_into_json_is_found_without_it(unfit):
    [[found]] = journal.ask_beside([unfit])

    assert found == Category.objects.get()
    assert journal.version_of_last_question() is None


def test_beside_others_it_is_asked_for_first(unfit, categories, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        [[first], [second]] = journal.ask_beside([categories, unfit])

    assert first == second == Category.objects.get()
    if connection.vendor == "postgresql":
        assert ["nonce" in each["sql"] for each in asked] == [False, True]


def test_without_a_question_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert journal.ask_beside([]) == []


@pytest.fixture
def request_at_version(rf):
    """A request at a version that no other test has had."""
    CategoryFactory()
    request = rf.get("/")
    request.META[VERSION] = journal.version().token
    return request


def test_sites_are_loaded_once_for_a_version(request_at_version):
    assert sites_for(request_at_version) is sites_for(request_at_version)


@postgresql
def test_sites_that_are_newer_than_the_version_of_a_request_are_kept_for_nobody(
    request_at_version,
):
    Site.objects.update(hostname="elsewhere.example")

    assert sites_for(request_at_version) is not sites_for(request_at_version)
