"""How many pages a listing has, and in what order it takes them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from blog.models import BlogPage, Category
from cms.pages.counting import in_page_table
from cms.queries.plan import Plan
from tests.factories import PostFactory, StandardPageFactory


@pytest.fixture
def posts(publication):
    """Public posts, of which some are dated alike, a draft, and a page of another type."""
    english = publication.indexes["en"]
    for place in range(6):
        date = datetime.date(2024, 1, 1 + place // 2)
        PostFactory(parent=english, title=f"Door {place}", date=date)
    PostFactory(parent=english, title="A draft", live=False)
    StandardPageFactory(parent=publication.homes["en"])
    locale = publication.homes["en"].locale
    return BlogPage.objects.filter(live=True, locale=locale, path__below=english.path)


def count(queryset):
    return in_page_table(queryset).count()


def counted(queryset):
    with CaptureQueriesContext(connection) as queries:
        number = count(queryset)
    [query] = queries
    return number, query["sql"]


@pytest.fixture
def few_are_enough(monkeypatch):
    """Have SQLite walk wherever it can."""
    monkeypatch.setattr("cms.queries.plan.MANY", 1)


def test_pages_of_a_type_are_counted_without_a_look_at_their_bodies(posts):
    number, sql = counted(posts)

    assert number == 6
    assert BlogPage._meta.db_table not in sql


def test_keys_that_a_filter_finds_count_in_the_page_table(posts):
    category = Category.objects.create(slug="film", name_en="Film")
    post = posts.first()
    post.categories.add(category)
    post.save()
    matching = BlogPage.objects.filter(categories__slug="film").values("pk")

    number, sql = counted(posts.filter(pk__in=matching))

    assert number == 1
    assert sql.startswith('SELECT COUNT(*) AS "__count" FROM "wagtailcore_page" WHERE')
    assert counted(posts.exclude(pk__in=matching))[0] == 5


def test_what_only_the_type_has_is_counted_there(posts):
    assert count(posts.filter(date__gt=datetime.date(2024, 1, 1))) == 4
    assert count(posts.filter(tags__slug="none")) == 0
    assert count(posts.filter(pk__gt=posts.order_by("pk").first().pk)) == 5


def test_pages_of_all_types_are_counted(posts):
    assert (
        count(Page.objects.filter(depth__gt=2, live=True))
        == Page.objects.filter(depth__gt=2, live=True).count()
    )


def test_the_database_counts_by_the_index_alone(posts):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL decides by how many pages there are")
    _, sql = counted(posts)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = " ".join(row[-1] for row in cursor.fetchall())

    assert "USING COVERING INDEX pages_listed (content_type_id=? AND locale_id=?" in plan


@pytest.mark.parametrize("order", ["-date,-id", "date,id", "id", "-first_published_at,-id"])
def test_a_part_comes_in_the_order_of_the_whole(posts, order, few_are_enough):
    ordered = posts.order_by(*order.split(","))

    total, part = Plan(BlogPage, ordered, in_page_table).read(slice(1, 4))

    assert total == 6
    assert [post.pk for post in part] == list(ordered.values_list("pk", flat=True)[1:4])


def test_a_part_behind_the_end_is_empty(posts, few_are_enough):
    assert Plan(BlogPage, posts.order_by("pk"), in_page_table).read(slice(6, 9)) == (6, [])


def test_sqlite_takes_a_few_of_many_without_sorting_all(posts, few_are_enough):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows by itself")
    plan = Plan(BlogPage, posts.order_by("-date", "-id"), in_page_table)
    with CaptureQueriesContext(connection) as queries:
        plan.read(slice(0, 2))

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[1]['sql']}")
        steps = " ".join(row[-1] for row in cursor.fetchall())

    assert "TEMP B-TREE" not in steps
