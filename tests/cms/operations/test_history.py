"""What people do in the admin is in its report of the site's history, with who did it."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from blog.comments.models import Comment, State
from blog.models import Author, Category
from cms.operations.backup.restoring import ACTION
from cms.translation.glossary.models import GlossaryTerm
from cms.webhooks.models import Delivery, Endpoint
from home.models import SiteSettings
from tests.factories import CommentFactory, PostFactory

pytestmark = pytest.mark.django_db

ENDPOINT = {"name": "Front end", "address": "https://www.example.org/hook", "enabled": "on"}


@pytest.fixture
def done(admin_client: Client, admin_user, publication):
    """The log's lines about rows of a model, by this person."""

    def lines(model: Any) -> list[str]:
        content_type = ContentType.objects.get_for_model(model)
        found = ModelLogEntry.objects.filter(content_type=content_type, user=admin_user)
        return list(found.order_by("pk").values_list("action", flat=True))

    return lines


def test_an_endpoint_of_webhooks_that_is_made_changed_and_deleted(admin_client: Client, done):
    name = "wagtailsnippets_webhooks_endpoint"
    admin_client.post(reverse(f"{name}:add"), ENDPOINT)
    key = Endpoint.objects.get().pk
    admin_client.post(reverse(f"{name}:edit", args=[key]), {**ENDPOINT, "renew": "on"})
    admin_client.post(reverse(f"{name}:delete", args=[key]))

    assert done(Endpoint) == ["wagtail.create", "wagtail.edit", "wagtail.delete"]


def test_a_webhook_that_is_sent_again(admin_client: Client, done):
    endpoint = Endpoint.objects.create(**{**ENDPOINT, "enabled": True})
    delivery = Delivery.objects.create(endpoint=endpoint, event="page", subject="1", data={})

    admin_client.post(reverse("replay_webhook", args=[delivery.pk]))

    assert done(Endpoint) == ["webhooks.replay"]


@pytest.mark.parametrize("action", ["approve", "spam"])
def test_comments_that_are_decided_together(admin_client: Client, done, action):
    comments = CommentFactory.create_batch(2, page=PostFactory(), state=State.PENDING)
    address = reverse("wagtail_bulk_action", args=["comments", "comment", action])

    admin_client.post(f"{address}?{'&'.join(f'id={each.pk}' for each in comments)}")

    assert done(Comment) == ["wagtail.edit", "wagtail.edit"]


def test_settings_that_are_changed(admin_client: Client, done, publication):
    names = ("name", "tagline", "purpose")
    texts = {f"{name}_{code}": "" for name in names for code in ("en", "fr", "he")}
    address = reverse("wagtailsettings:edit", args=("home", "sitesettings", publication.site.pk))

    admin_client.post(address, {**texts, "name_en": "The Missing Tile"})

    assert done(SiteSettings) == ["wagtail.edit"]


@pytest.mark.parametrize("model", [Category, Author])
def test_what_posts_are_ordered_by(admin_client: Client, done, model):
    name = f"wagtailsnippets_blog_{model._meta.model_name}"
    fields = {f"name_{code}": "Film" for code in ("en", "fr", "he")} | {
        "slug": "film",
        "kind": "person",
    }

    response = admin_client.post(reverse(f"{name}:add"), fields)

    assert response.status_code == 302, response.context["form"].errors
    assert done(model) == ["wagtail.create"]


def test_a_term_of_the_glossary(admin_client: Client, done):
    fields = {f"term_{code}": "door" for code in ("en", "fr", "he")}

    response = admin_client.post(reverse("wagtailsnippets_glossary_glossaryterm:add"), fields)

    assert response.status_code == 302, response.context["form"].errors
    assert done(GlossaryTerm) == ["wagtail.create"]


def test_the_report_says_all_of_it_in_words(admin_client: Client, done, publication):
    endpoint = Endpoint.objects.create(**{**ENDPOINT, "enabled": True})
    ModelLogEntry.objects.log_action(endpoint, "webhooks.replay")
    ModelLogEntry.objects.log_action(publication.site, ACTION)

    report = admin_client.get(reverse("wagtailadmin_reports:site_history")).content.decode()

    assert "A delivery was sent again" in report
    assert "Restored from a backup" in report
