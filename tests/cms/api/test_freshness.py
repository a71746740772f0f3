"""Whatever changes, an answer is what it would be if nothing were kept."""

import os
import random

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from cms.delivery.models import Line
from cms.delivery.tags import ANYTHING
from cms.keeping import forget
from cms.wsgi import application, django_application
from tests.cms.api.addresses import addresses, shown
from tests.cms.api.editors import CHANGES, Editors
from tests.cms.delivery.wsgi import ask

#: How many addresses are compared after a change; the other ones after another change.
COMPARED = 10**6 if os.environ.get("FRESHNESS_CHANGES") else 40


def tags_of_lines(after):
    return {
        tag
        for text in Line.objects.filter(pk__gt=after).values_list("tags", flat=True)
        for tag in text.split()
    }


@pytest.mark.usefixtures("story")
def test_no_answer_is_ever_stale_and_what_changed_is_named(django_capture_on_commit_callbacks):
    caches["responses"].clear()
    chance = random.Random(2)
    changes = [*CHANGES, "publish_again", "restrict", "open"]
    chance.shuffle(changes)
    known = {address: (ask(application, address), 0) for address in sorted(addresses())}
    named, compared = [], []
    for change in changes:
        newest = Line.objects.order_by("pk").last().pk
        with django_capture_on_commit_callbacks(execute=True):
            getattr(Editors(change), change)()
        named.append(tags_of_lines(newest))
        among = set(known) | set(addresses())
        # Some of those that were asked for last, of which the most is kept.
        again = sorted(among & set(compared))[: COMPARED // 2]
        others = sorted(among - set(again))
        compared = again + chance.sample(others, min(COMPARED - len(again), len(others)))
        given = [ask(application, address) for address in compared]
        forget()
        for address, cached in zip(compared, given, strict=True):
            fresh = ask(django_application, address)
            assert shown(cached) == shown(fresh), (change, address)
            before, number = known.get(address, (cached, 0))
            tags = before.headers.get("cache-tag")
            if tags and before.body != fresh.body:
                assert set(tags.split(",")) & {ANYTHING}.union(*named[number:]), (change, address)
            known[address] = (cached, len(named))


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
