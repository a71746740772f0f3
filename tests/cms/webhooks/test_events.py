"""What endpoints are told, after the journal."""

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogPage
from cms.delivery import journal
from cms.delivery.models import Line
from cms.webhooks.models import Delivery, Endpoint, Known, Position
from cms.webhooks.relay import relay
from tests.factories import CategoryFactory, PhotoFactory, PostFactory, StandardPageFactory

# Lines get their versions when they are committed.
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_published_page_is_told_with_what_anybody_can_read(publication, told):
    page = PostFactory(parent=publication.indexes["he"], locale=publication.homes["he"].locale)

    (payload,) = [each for each in told() if each["type"] == "page.published"]
    data = payload["data"]
    assert data.pop("html_url").endswith(data.pop("path"))
    assert data.pop("detail_url").endswith(f"/api/v2/pages/{page.pk}/")
    assert data == {"id": page.pk, "locale": "he", "type": "blog.BlogPage", "title": page.title}


def test_what_is_told_of_a_page_is_what_the_api_says(publication, told, api):
    page = PostFactory(parent=publication.indexes["he"], locale=publication.homes["he"].locale)

    (data,) = [each["data"] for each in told() if each["type"] == "page.published"]
    document = api(f"pages/{page.pk}/")
    assert data["type"] == document["type"]
    assert data["title"] == document["title"]
    for name in ("locale", "path", "html_url", "detail_url"):
        assert data[name] == document["meta"][name]


def test_a_changed_page_is_told(post, pages_told):
    post.title = "Doors of Meknes"
    post.save_revision().publish()

    assert set(pages_told()) == {("page.updated", post.pk)}


def test_a_draft_is_not_told(post, publication, told):
    post.title = "Not yet"
    post.save_revision()
    publication.indexes["en"].add_child(instance=BlogPage(title="Draft", live=False))

    assert told() == []


def test_an_unpublished_page_is_told_without_its_content(post, told):
    post.unpublish()

    (payload,) = [each for each in told() if "id" in each["data"]]
    assert payload["type"] == "page.unpublished"
    assert payload["data"] == {"id": post.pk, "locale": "en"}


def test_a_deleted_page_is_told_without_its_content(post, told):
    pk = post.pk
    post.delete()

    (payload,) = [each for each in told() if "id" in each["data"]]
    assert payload["type"] == "page.deleted"
    assert payload["data"] == {"id": pk, "locale": "en"}


def test_a_moved_page_is_told_with_all_below_it_and_where_they_were(publication, request):
    above = StandardPageFactory(parent=publication.homes["en"], slug="above")
    below = StandardPageFactory(parent=above, slug="below")
    target = StandardPageFactory(parent=publication.homes["en"], slug="target")
    told = request.getfixturevalue("told")
    above.move(target, pos="last-child")

    moved = {each["data"]["id"]: each["data"] for each in told() if each["type"] == "page.moved"}
    assert moved.keys() == {above.pk, below.pk}
    assert moved[below.pk]["previous_path"] == "/en/above/below/"
    assert moved[below.pk]["path"] == "/en/target/above/below/"


@pytest.mark.parametrize("restriction_type", ["login", "password", "groups"])
def test_a_page_that_becomes_private_is_told_with_all_below_it_and_nothing_of_them(
    publication, request, restriction_type
):
    above = StandardPageFactory(parent=publication.homes["en"])
    below = StandardPageFactory(parent=above)
    told = request.getfixturevalue("told")
    restriction = PageViewRestriction.objects.create(
        page=above, restriction_type=restriction_type, password="a"
    )

    left = [each for each in told() if each["type"] == "page.unpublished"]
    assert [each["data"] for each in left] == [
        {"id": above.pk, "locale": "en"},
        {"id": below.pk, "locale": "en"},
    ]

    Page.objects.get(pk=below.pk).specific.save_revision().publish()
    assert [each for each in told() if "id" in each["data"]] == []

    restriction.delete()
    assert [each["data"]["id"] for each in told() if each["type"] == "page.published"] == [
        above.pk,
        below.pk,
    ]


def test_a_page_that_became_private_before_it_was_told_is_told_without_its_content(
    post, server, told
):
    server.status = 503
    post.title = "Secret plans"
    post.save_revision().publish()
    PageViewRestriction.objects.create(page=post, restriction_type="login")
    server.asked.clear()
    server.status = 200
    Delivery.objects.update(due_at="2000-01-01T00:00Z")
    Endpoint.objects.update(rests_until=None)
    call_command("send_webhooks", verbosity=0)

    said = [body for *_, body in server.asked]
    assert len(said) >= 2
    assert not any("Secret" in body or "secret" in body for body in said)
    kinds = [(each["type"], each["data"]) for each in told() if "id" in each["data"]]
    private = {"id": post.pk, "locale": "en"}
    assert kinds[0] == ("page.updated", private)
    assert kinds[-1] == ("page.unpublished", private)


def test_what_a_page_said_before_is_told_no_more_once_it_says_something_else(post, server, told):
    server.status = 503
    for title in ("Secret plans", "Doors of Fez"):
        post.title = title
        post.save_revision().publish()

    told()
    server.status = 200
    Delivery.objects.update(due_at="2000-01-01T00:00Z")
    Endpoint.objects.update(rests_until=None)
    call_command("send_webhooks", verbosity=0)

    assert {each["data"]["title"] for each in told() if "id" in each["data"]} == {"Doors of Fez"}


def test_what_pages_share_is_told_by_its_kind(told):
    CategoryFactory()
    PhotoFactory()

    changed = {tag for each in told() for tag in each["data"]["tags"]}
    assert {"blog.category", "images.photo"} <= changed
    assert not any("-" in tag for tag in changed)


def test_an_endpoint_is_told_of_the_events_and_languages_that_it_chose(
    publication, endpoint, pages_told
):
    endpoint.events, endpoint.languages = ["page.published"], ["fr"]
    endpoint.save()
    french = PostFactory(parent=publication.indexes["fr"], locale=publication.homes["fr"].locale)
    english = PostFactory(parent=publication.indexes["en"])
    french.unpublish()
    english.unpublish()

    assert pages_told() == [("page.published", french.pk)]


def test_the_changes_of_a_transaction_are_told_when_it_is_committed(post, publication, pages_told):
    with transaction.atomic():
        new = PostFactory(parent=publication.indexes["en"])
        post.unpublish()
        assert pages_told() == []

    assert set(pages_told()) == {("page.published", new.pk), ("page.unpublished", post.pk)}


def test_what_is_taken_back_is_not_told(post, told):
    with transaction.atomic():
        post.unpublish()
        transaction.set_rollback(True)

    assert told() == []


def test_what_changed_while_nothing_was_sent_is_told_afterwards(post, pages_told, monkeypatch):
    with monkeypatch.context() as patched:
        # The process dies before anything is sent.
        patched.setattr("cms.webhooks.signals.after_commit", lambda task: None)
        post.unpublish()
    assert pages_told() == []
    call_command("send_webhooks", verbosity=0)

    assert pages_told() == [("page.unpublished", post.pk)]


def test_where_lines_are_gone_all_pages_are_looked_at(post, pages_told, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("cms.webhooks.signals.after_commit", lambda task: None)
        post.unpublish()
        Line.objects.all().delete()
        journal.changed("nothing.known")
    call_command("send_webhooks", verbosity=0)

    assert pages_told() == [("page.unpublished", post.pk)]


def test_where_nobody_listens_a_change_costs_one_query(publication, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(4):
        for number in range(3):
            Page.objects.filter(pk=publication.indexes["en"].pk).update(seo_title=str(number))

    assert not Delivery.objects.exists()
    assert not Known.objects.exists()


def test_when_the_last_endpoint_is_gone_nothing_is_followed(endpoint, post):
    endpoint.delete()
    post.unpublish()

    assert not Position.objects.exists()
    assert not Known.objects.exists()


def test_many_pages_are_told_of_in_a_constant_number_of_queries(
    endpoint, publication, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("cms.webhooks.signals.after_commit", lambda task: None)
    for _ in range(20):
        PostFactory(parent=publication.indexes["en"])
    with django_assert_max_num_queries(16):
        assert relay() >= 20
