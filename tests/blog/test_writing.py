"""From a draft to the public: moderation, and publishing at a set time, as the admin has them."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import BlogPage
from cms.translation.roles import make_roles
from cms.wsgi import application
from tests.blog.test_admin import post_data
from tests.cms.delivery.wsgi import ask
from tests.factories import PostFactory


@pytest.fixture
def someone(publication: Any) -> Any:
    """Log in as somebody of a group: ``someone("Editors")`` gives the client."""
    make_roles()

    def enter(group: str) -> Client:
        name = f"one-of-{group.lower()}"
        user = User.objects.create_user(name, f"{name}@example.org", "mosaic")
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def draft(publication: Any) -> BlogPage:
    return PostFactory(parent=publication.indexes["he"], title="דלת", slug="דלת", live=False)


@pytest.fixture
def public(draft: BlogPage) -> Any:
    """Ask for the post as the public does, through the cache: gives the statuses there are."""
    caches["responses"].clear()
    addresses = [f"/api/v2/pages/{draft.pk}/", "/he/סיפורים/דלת/"]

    def statuses() -> set[int]:
        return {ask(application, address).status for address in addresses}

    return statuses


def edit(client: Client, page: BlogPage, **given: object) -> Any:
    """Send the form of a page."""
    data = post_data(title=page.title, slug=page.slug, **given)
    if "action-publish" not in given:
        del data["action-publish"]
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def at(days: int) -> str:
    """A time, as the form takes it."""
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


def test_a_post_goes_live_at_the_time_that_its_editor_set(draft, public, someone):
    edit(someone("Moderators"), draft, go_live_at=at(1), **{"action-publish": "1"})
    assert public() == {404}

    call_command("publish_scheduled", verbosity=0)
    assert public() == {404}

    draft.refresh_from_db()
    assert draft.status_string == "scheduled"
    # Until then is too long for a test: the time that was set is now.
    revision = draft.scheduled_revision
    revision.approved_go_live_at = timezone.now()
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert public() == {200}


def test_a_post_is_taken_down_at_the_time_that_its_editor_set(draft, public, someone):
    edit(someone("Moderators"), draft, expire_at=at(1), **{"action-publish": "1"})
    assert public() == {200}

    BlogPage.objects.filter(pk=draft.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled", verbosity=0)
    assert public() == {404}


def test_a_time_to_take_a_post_down_before_it_goes_live_is_refused(draft, someone):
    data = post_data(title="x", slug="x", go_live_at=at(2), expire_at=at(1))
    response = someone("Moderators").post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)

    assert set(response.context["form"].errors) == {"go_live_at", "expire_at"}


def test_an_editors_post_goes_through_moderation_to_the_public(draft, public, someone):
    editor, moderator = someone("Editors"), someone("Moderators")
    mail.outbox.clear()

    edit(editor, draft, **{"action-submit": "1"})
    assert public() == {404}
    [told] = mail.outbox
    assert told.to == ["one-of-moderators@example.org"]
    assert "דלת" in told.subject
    waiting = BeautifulSoup(moderator.get(reverse("wagtailadmin_home")).content, "html.parser")
    assert "דלת" in waiting.get_text()

    task = BlogPage.objects.get(pk=draft.pk).current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    assert moderator.post(action).status_code == 302
    assert public() == {200}
    assert mail.outbox[-1].to == ["one-of-editors@example.org"]


def test_what_a_moderator_sends_back_stays_a_draft_and_says_why(draft, public, someone):
    editor, moderator = someone("Editors"), someone("Moderators")
    edit(editor, draft, **{"action-submit": "1"})

    task = BlogPage.objects.get(pk=draft.pk).current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "reject", task.pk])
    moderator.post(action, {"comment": "Which door?"})
    assert public() == {404}
    assert "Which door?" in mail.outbox[-1].body
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "Which door?" in form.content.decode()


def test_an_editor_publishes_nothing_by_themselves(draft, public, someone):
    edit(someone("Editors"), draft, **{"action-publish": "1"})

    assert public() == {404}
