"""What is made of a row alone is made once for as long as the row is the same."""

from datetime import UTC, datetime

import pytest

from blog.models import BlogPage, Category
from cms.languages import ENGLISH, FRENCH
from cms.queries.rows import keep_beside, key_of
from cms.representation.compile import compile_model, point_at
from cms.representation.models import ModelRepresentation
from cms.representation.references import Reading, represent
from cms.representation.registry import ModelDescription
from cms.representation.scalars import Plain, TranslatedText
from cms.representation.selection import exactly
from cms.urls import api
from tests.factories import CategoryFactory, PostFactory
from tests.reading import read

CARD = exactly("categories", "tags")


@pytest.fixture
def post(publication):
    post = PostFactory(parent=publication.indexes["en"])
    post.categories = [CategoryFactory(slug="cinema", name_en="Cinema", name_fr="Cinéma")]
    post.tags.add("film")
    post.save()
    return BlogPage.objects.get(pk=post.pk)


def category_of(post, **where):
    return read(post, compile_model(BlogPage, CARD), **where)["categories"][0]


def test_a_category_is_rendered_once_for_all_answers(post):
    card = compile_model(BlogPage, CARD)
    [first], [second] = (represent([post], card, Reading(None), ENGLISH) for _ in range(2))

    assert first["categories"][0] is second["categories"][0]


def test_a_category_that_has_changed_is_rendered_anew(post):
    category_of(post)
    Category.objects.update(name_en="Film")

    assert category_of(post)["name"] == "Film"


def test_it_is_what_it_would_be_by_itself(post):
    alone = read(Category.objects.get(), compile_model(Category, (), "nested"))

    assert [category_of(post), category_of(post)] == [alone, alone]


def test_inside_the_api_it_has_an_address_and_elsewhere_none(post, rf):
    inside = {"router": api, "request": rf.get("/")}

    addresses = ["detail_url" in category_of(post, **where)["meta"] for where in ({}, inside, {})]

    assert addresses == [False, True, False]


def test_another_address_of_the_site_is_seen(post, rf, settings):
    category_of(post, router=api, request=rf.get("/"))
    settings.BASE_URL = settings.WAGTAILAPI_BASE_URL = "https://elsewhere.example"

    address = category_of(post, router=api, request=rf.get("/"))["meta"]["detail_url"]

    assert address.startswith("https://elsewhere.example/")


def test_each_language_has_its_own(post):
    pointer = point_at(Category, exactly("name"))
    pk = Category.objects.get().pk

    names = [read(pk, pointer, language)["name"] for language in (ENGLISH, FRENCH) * 2]

    assert names == ["Cinema", "Cinéma"] * 2


def test_of_what_others_render_it_is_not_known_what_it_depends_on():
    representation = compile_model(Category, exactly("name"))
    assert representation.is_of_row

    fields = {**representation.fields, "visits": Plain()}
    with_visits = ModelRepresentation(Category, ModelDescription(), fields, ["name", "visits"], [])

    assert not with_visits.is_of_row


def test_a_class_that_renders_in_its_own_way_has_to_say_that_it_is_of_a_row():
    class Loud(TranslatedText):
        def render(self, raw, fetched, language):
            return super().render(raw, fetched, language).upper()

    class French(ModelRepresentation):
        def language_of(self, raw, fetched, language):
            return FRENCH

    fields = {"name": TranslatedText("name")}

    assert not Loud("name").is_of_row
    assert not French(Category, ModelDescription(), fields, ["name"], []).is_of_row
    assert ModelRepresentation(Category, ModelDescription(), fields, ["name"], []).is_of_row


@pytest.mark.parametrize("name", ["first_published_at", "html_url", "lead_image", "body"])
def test_what_depends_on_more_than_the_row_is_rendered_each_time(name):
    assert not compile_model(BlogPage, exactly(name)).is_of_row


def test_other_fields_each_time_fill_no_memory():
    kept = {}
    for number in range(100):
        keep_beside(kept, number, datetime.now(tz=UTC))

    assert 0 < len(kept) <= 8


def test_the_key_of_an_instance_is_what_django_says(post):
    assert [key_of(post), key_of(Category())] == [post.pk, None]
