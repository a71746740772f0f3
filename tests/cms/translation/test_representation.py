"""``meta.translation``: readers' software knows when a translation is out of date."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from cms.translation.models import LiveTexts
from tests.factories import PostFactory, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(publication) -> BlogPage:
    return PostFactory(parent=publication.indexes["en"], title="Letters")


@pytest.fixture
def french(post, publication) -> Any:
    return translate(post, "fr", publication.indexes["fr"])


@pytest.fixture
def meta(api):
    """What the API says of a page."""
    return lambda page: api(f"pages/{page.pk}/")["meta"]["translation"]


def publish(page: Any, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def test_a_translation_says_that_it_is_current_and_of_what_it_is_one(meta, post, french):
    state = meta(french)

    assert state["state"] == "current"
    assert state["source_id"] == post.pk


def test_it_says_that_it_is_outdated_when_its_source_changed(meta, post, french):
    before = meta(french)
    publish(post, "Letters from Fez")

    state = meta(french)
    assert state["state"] == "outdated"
    assert state["source_changed_at"] > before["source_changed_at"]

    publish(french, "Lettres de Fès")
    assert meta(french)["state"] == "current"


def test_a_source_has_no_such_state(meta, post, french):
    assert meta(post) is None


def test_a_source_that_is_not_public_is_not_named(meta, post, french):
    restriction = PageViewRestriction.objects.create(page=post, restriction_type="login")
    assert meta(french) is None

    restriction.delete()
    post.unpublish()
    assert meta(french) is None


def test_a_listing_gives_it_when_asked(api, post, french, publication):
    publish(post, "Letters from Fez")

    answer = api("pages/", locale="fr", type="blog.BlogPage", fields="translation")
    [item] = answer["items"]
    assert item["meta"]["translation"]["state"] == "outdated"
    assert "translation" not in api("pages/")["items"][0]["meta"]


def test_the_time_is_that_of_the_last_change_of_a_text(api, meta, post, french):
    publish(post, "Letters from Fez")
    changed_at = LiveTexts.objects.get(page=post.pk).changed_at
    post.date = "2026-01-02"
    post.save_revision().publish()

    assert meta(french)["source_changed_at"] == changed_at.isoformat().replace("+00:00", "Z")
