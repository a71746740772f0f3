"""What was given before is given again, for as long as all that it was made of is the same."""

import json

import pytest
from django.utils import timezone

from blog.models import BlogPage, Category
from cms.api import kept
from cms.api.kept import represent_as_json
from cms.api.renderer import JSONRenderer
from cms.keeping import Shelf
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.queries.listed import instances_of
from cms.representation.compile import compile_model
from cms.representation.references import Reading
from cms.representation.selection import EVERYTHING, exactly
from cms.urls import api as router
from tests.cms.api.kept.card import CARD
from tests.factories import (
    CategoryFactory,
    PostFactory,
)


@pytest.mark.parametrize("selection", [CARD, exactly("title", "body"), EVERYTHING])
def test_a_post_that_is_as_it_was_is_rendered_once(post, give, rendered, selection):
    representation = compile_model(BlogPage, selection)
    first = give(post, representation=representation)
    del rendered[:]
    assert give(post, representation=representation) == first
    assert rendered == []


def test_only_what_has_changed_is_rendered_anew(post, give, rendered):
    others = [PostFactory(parent=post.get_parent(), title=f"Post {n}") for n in range(3)]
    give(post, *others)
    del rendered[:]
    BlogPage.objects.filter(pk=post.pk).update(title="Otherwise")
    give(post, *others)
    assert rendered == ["Otherwise"]


def test_beside_other_posts_it_is_the_same(post, give, rendered):
    other = PostFactory(parent=post.get_parent(), title="Post")
    other.categories = Category.objects.all()
    other.lead_image = post.lead_image
    other.save()
    give(post, other)
    del rendered[:]
    give(other)
    give(post)
    assert rendered == []


def test_each_rendering_that_differs_is_kept_for_itself(post, give):
    representation = compile_model(BlogPage, exactly("body"))

    def text(rich_text_format):
        given = give(post, representation=representation, rich_text_format=rich_text_format)
        return given[0]["body"][0]["value"].strip()

    formats = ("html", "db_html", "markdown")
    assert [text(name) for name in formats * 2] == [text(name) for name in formats] * 2
    assert len({text(name) for name in formats}) == 3


def test_what_has_no_language_of_its_own_is_kept_in_each(db, rf):
    category = CategoryFactory(name_en="Cinema", name_fr="Cinéma")
    representation = compile_model(Category, exactly("name"))

    def name(language):
        found = instances_of(Category).ask(keys=[category.pk])
        given = represent_as_json(found, representation, Reading(rf.get("/")), language)
        return json.loads(JSONRenderer().render(given))[0]["name"]

    assert [name(each) for each in (ENGLISH, FRENCH) * 2] == ["Cinema", "Cinéma"] * 2


def test_pictures_are_kept_in_each_language(rf, photo):
    type(photo).objects.update(description_en="A square", description_he="כיכר")
    representation = compile_model(type(photo), exactly("alt", "srcset"))

    def alt(language):
        found = instances_of(type(photo)).ask(keys=[photo.pk])
        given = represent_as_json(found, representation, Reading(rf.get("/")), language)
        return json.loads(JSONRenderer().render(given))[0]["alt"]

    assert [alt(each) for each in (ENGLISH, HEBREW) * 2] == ["A square", "כיכר"] * 2


def test_moments_are_kept_in_each_time_zone(post, give):
    representation = compile_model(BlogPage, exactly("first_published_at"))
    BlogPage.objects.update(first_published_at="2026-05-01T12:00:00Z")

    def published(zone):
        with timezone.override(zone):
            [given] = give(post, representation=representation)
        return given["meta"]["first_published_at"]

    zones = ("UTC", "Asia/Jerusalem")
    assert [published(zone) for zone in zones * 2] == [published(zone) for zone in zones] * 2
    assert published("UTC") != published("Asia/Jerusalem")


def test_another_address_of_the_api_is_seen(post, give, settings):
    representation = compile_model(BlogPage, exactly("detail_url"))
    give(post, representation=representation)
    settings.WAGTAILAPI_BASE_URL = "https://elsewhere.example"
    [given] = give(post, representation=representation)
    assert given["meta"]["detail_url"].startswith("https://elsewhere.example/")


def test_a_draft_is_neither_given_as_it_was_nor_kept(post, give, rf):
    give(post)
    draft = BlogPage.objects.get(pk=post.pk)
    draft.title = "A draft"
    representation = compile_model(BlogPage, CARD)
    given = represent_as_json([draft], representation, Reading(rf.get("/"), router=router), ENGLISH)
    assert json.loads(JSONRenderer().render(given))[0]["title"] == "A draft"
    assert give(post)[0]["title"] == "A post"


def test_what_is_kept_makes_room_for_others(post, give, rendered, monkeypatch):
    monkeypatch.setattr(kept, "shelf", Shelf(1000))
    others = [PostFactory(parent=post.get_parent(), title=f"Post {n}") for n in range(8)]
    give(*others)
    del rendered[:]
    give(*others)
    assert rendered
    assert kept.shelf.size <= 1000


def test_the_tags_of_an_answer_are_the_same_where_it_is_kept(post, client):
    address = f"/api/v2/pages/{post.pk}/?fields=*"
    first, second = (client.get(address)["Cache-Tag"] for _ in range(2))
    assert first == second
    assert f"page-{post.pk}" in first
