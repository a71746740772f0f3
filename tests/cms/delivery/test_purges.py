from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from blog.models import Category
from cms.delivery import journal
from cms.delivery.models import Line, Told
from cms.delivery.purges import MAX_TAGS, tell_cdns
from tests.factories import CategoryFactory

# Lines get their versions when they are committed.
pytestmark = pytest.mark.django_db(transaction=True)


def make_category():
    """A category, and its entry in the search index, in one transaction."""
    with transaction.atomic():
        return CategoryFactory()


def tags_of(*categories):
    return {
        "anything",
        "search",
        "blog.category",
        *(f"blog.category-{category.pk}" for category in categories),
    }


@pytest.fixture
def told(server, settings):
    """What the CDN is told, a set of tags each time."""
    settings.WAGTAILFRONTENDCACHE = {
        "edge": {"BACKEND": "cms.delivery.cdn.VarnishBackend", "LOCATION": server.address}
    }
    # The first time it is told that everything changed, which was long ago.
    make_category()
    Line.objects.update(made_at=timezone.now() - timedelta(hours=1))
    server.asked.clear()

    def tags():
        said = [set(headers["xkey-purge"].split()) for _, _, headers, _ in server.asked]
        server.asked.clear()
        return said

    return tags


def test_a_cdn_that_was_never_told_anything_is_told_that_everything_changed(server, settings):
    settings.WAGTAILFRONTENDCACHE = {
        "edge": {"BACKEND": "cms.delivery.cdn.VarnishBackend", "LOCATION": server.address}
    }
    make_category()

    assert server.asked[-1][2]["xkey-purge"] == "everything"


def test_a_change_is_told_when_it_is_committed(told):
    category = make_category()

    assert told() == [tags_of(category)]


def test_a_change_is_told_once(told):
    make_category()
    told()
    tell_cdns()

    assert told() == []


def test_the_changes_of_a_transaction_are_told_at_once(told):
    with transaction.atomic():
        first, second = CategoryFactory(), CategoryFactory()
        assert told() == []

    assert told() == [tags_of(first, second)]


def rename_by_sql(category):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blog_category SET name_en = 'Film' WHERE id = %s", [category.pk])


@pytest.mark.parametrize("in_transaction", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        lambda category: Category.objects.filter(pk=category.pk).update(name_en="Film"),
        lambda category: Category.objects.bulk_update([category], ["name_en"]),
        rename_by_sql,
        lambda category: journal.changed(f"blog.category-{category.pk}", "blog.category"),
    ],
    ids=["update", "bulk_update", "sql", "by hand"],
)
def test_what_is_written_past_models_is_told_when_it_is_committed(told, change, in_transaction):
    category = make_category()
    category.name_en = "Film"
    told()
    with transaction.atomic() if in_transaction else nullcontext():
        change(category)

    assert told() == [tags_of(category) - {"search"}]


@pytest.mark.parametrize("ignore_conflicts", [True, False])
def test_what_is_inserted_in_bulk_is_told_when_it_is_committed(told, ignore_conflicts):
    categories = [Category(slug="film"), Category(slug="music")]
    Category.objects.bulk_create(categories, ignore_conflicts=ignore_conflicts)

    assert told() == [tags_of(*Category.objects.filter(slug__in=["film", "music"])) - {"search"}]


def test_what_no_reader_sees_has_nobody_told(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        Session.objects.create(session_key="a", expire_date=timezone.now())

    assert told() == []


def test_what_could_not_be_told_is_told_the_next_time(told, server):
    server.status = 503
    first = make_category()
    told()
    server.status = 200
    second = make_category()

    assert told() == [tags_of(first, second)]


def test_an_editor_does_not_notice_that_the_cdn_is_down(told, server):
    server.status = 503

    assert make_category().pk


def test_the_command_tells_what_could_not_be_told(told, server):
    server.status = 503
    category = make_category()
    with pytest.raises(CommandError, match="to be told the next time: edge: It refuses: 503"):
        call_command("purge_cdn")
    server.status = 200
    told()
    call_command("purge_cdn")

    assert told() == [tags_of(category)]


def test_the_command_tells_once_more_what_changed_just_now(told):
    category = make_category()
    told()
    call_command("purge_cdn")

    assert told() == [tags_of(category)]


def test_the_command_needs_a_cdn(settings):
    settings.WAGTAILFRONTENDCACHE = {}

    with pytest.raises(CommandError, match="CDN_URL is not set"):
        call_command("purge_cdn")


def test_where_the_lines_since_then_are_gone_everything_changed(told):
    Line.objects.filter(version__lte=Told.objects.get().version).delete()
    make_category()

    assert told() == [{"everything"}]


def test_a_cdn_that_is_told_while_tables_are_changed_is_told_of_what_follows(told):
    journal.close()
    tell_cdns()
    Line.objects.filter(version=journal.CLOSED).delete()
    told()
    category = make_category()

    assert told() == [tags_of(category)]


def test_where_too_much_changed_everything_did(told, settings):
    backends, settings.WAGTAILFRONTENDCACHE = settings.WAGTAILFRONTENDCACHE, {}
    Line.objects.bulk_create(Line(tags=f"page-{number}") for number in range(MAX_TAGS + 1))
    settings.WAGTAILFRONTENDCACHE = backends
    tell_cdns()

    assert told() == [{"everything"}]


def test_without_a_cdn_nobody_is_told(server, settings):
    settings.WAGTAILFRONTENDCACHE = {}
    make_category()

    assert server.asked == []
    assert not Told.objects.exists()
