"""Parts of listings: how many there are, and those of a part, in order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import BlogPage, Category
from cms.queries.plan import Plan
from cms.queries.rows import stored_json
from tests.factories import CategoryFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def categories():
    return [CategoryFactory(slug=f"category-{letter}") for letter in "ebdac"]


@pytest.fixture
def plan():
    return Plan(Category, Category.objects.order_by("-slug"), lambda queryset: queryset)


def letters(found):
    return "".join(each.slug[-1] for each in found)


@pytest.mark.usefixtures("categories")
@pytest.mark.parametrize(
    ("part", "expected"),
    [(slice(0, 2), "ed"), (slice(2, 4), "cb"), (slice(4, 9), "a"), (slice(5, 9), "")],
)
def test_a_part_is_in_order_and_the_whole_is_counted(plan, part, expected):
    total, found = plan.read(part)
    assert (total, letters(found)) == (5, expected)


def test_there_may_be_nothing_at_all(plan):
    assert plan.read(slice(0, 5)) == (0, [])


@pytest.fixture
def posts():
    return [PostFactory(date=f"2026-01-0{day}") for day in (2, 3, 1)]


@pytest.fixture
def plan_of_posts():
    return Plan(BlogPage, BlogPage.objects.order_by("date"), lambda queryset: queryset)


@pytest.mark.parametrize("streams", [True, False])
def test_posts_come_with_their_streams_or_without(posts, plan_of_posts, streams):
    total, found = plan_of_posts.read(slice(1, 9), streams=streams)
    assert (total, found) == (3, [posts[0], posts[1]])
    assert [stored_json(post, "body") is not None for post in found] == [streams, streams]


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("streams", [True, False])
def test_a_part_beyond_the_last_is_empty(plan_of_posts, streams):
    assert plan_of_posts.read(slice(3, 9), streams=streams) == (3, [])


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("streams", [True, False])
def test_postgresql_is_asked_once(plan_of_posts, streams):
    with CaptureQueriesContext(connection) as queries:
        plan_of_posts.read(slice(0, 2), streams=streams)
    assert len(queries) == (1 if connection.vendor == "postgresql" else 3)


def test_what_is_filtered_by_may_hold_any_character():
    odd = CategoryFactory(name_en='100 %s of the o\'clock \\ "news" %% שלום')
    filtered = Category.objects.filter(name_en__contains=odd.name_en[3:])
    plan = Plan(Category, filtered, lambda queryset: queryset)
    assert plan.read(slice(0, 5)) == (1, [odd])
