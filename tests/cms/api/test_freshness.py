"""Whatever changes, an answer through the cache is what it would be without it."""

import random

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from cms.delivery.models import Line
from cms.delivery.tags import ANYTHING
from cms.wsgi import application, django_application
from tests.cms.api.addresses import addresses, shown
from tests.cms.api.editors import CHANGES, Editors
from tests.cms.delivery.wsgi import ask


def tags_of_lines(after):
    return {
        tag
        for text in Line.objects.filter(pk__gt=after).values_list("tags", flat=True)
        for tag in text.split()
    }


@pytest.mark.usefixtures("story")
def test_no_answer_is_ever_stale_and_what_changed_is_named(django_capture_on_commit_callbacks):
    caches["responses"].clear()
    changes = [*CHANGES, "publish_again", "restrict", "open"]
    random.Random(2).shuffle(changes)
    known = {address: ask(application, address) for address in addresses()}
    for change in changes:
        newest = Line.objects.order_by("pk").last().pk
        with django_capture_on_commit_callbacks(execute=True):
            getattr(Editors(change), change)()
        named = tags_of_lines(newest)
        for address in set(known) | set(addresses()):
            cached, fresh = ask(application, address), ask(django_application, address)
            assert shown(cached) == shown(fresh), (change, address)
            before = known.get(address)
            tags = before.headers.get("cache-tag") if before is not None else None
            if before is not None and tags and before.body != fresh.body:
                carried = set(tags.split(","))
                assert carried & {*named, ANYTHING}, (change, address)
            known[address] = cached


def test_a_draft_leaves_all_answers_as_they_are(story):
    post = story.posts["en"]
    post.save()  # with all that it has, so that the search index has it, too
    known = {address: ask(application, address) for address in addresses()}
    version = Line.objects.order_by("pk").last().pk
    post.title = "Not for the public yet"
    post.save_revision()

    assert Line.objects.order_by("pk").last().pk == version
    for address, reply in known.items():
        assert ask(application, address).body == reply.body, address


@pytest.mark.parametrize("path", ["/en/", "/api/v2/pages/", "/api/v2/openapi.json"])
def test_what_everybody_may_read_is_kept(publication, path):
    assert ask(application, path).headers["cache-control"] == "public, no-cache"


@pytest.mark.usefixtures("story")
def test_a_parameter_that_nobody_knows_fills_no_cache():
    for address in addresses():
        unknown = f"{address}{'&' if '?' in address else '?'}utm_source=1"
        assert "etag" not in ask(application, unknown).headers, unknown


def test_what_a_password_opens_is_kept_nowhere(story, client):
    post = story.posts["en"]
    PageViewRestriction.objects.create(
        page=post, restriction_type="password", password="open sesame"
    )
    path = f"/en/stories/{post.slug}/"

    for _ in range(2):
        reply = ask(application, path)
        assert "no-store" in reply.headers["cache-control"]
        assert "etag" not in reply.headers
