"""Wagtail's preview of its API v3: off unless asked for; tokens and permissions are Wagtail's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import APIToken, GroupPagePermission, Page

from tests.factories import PostFactory, StandardPageFactory
from tests.processes import manage, python

PREVIEW = "/api/v3-preview/"
HAS_PREVIEW = (
    "import django; django.setup(); from django.urls import is_valid_path;"
    f"print(bool(is_valid_path('{PREVIEW}pages/')))"
)


@pytest.mark.parametrize(("asked", "there"), [("", False), ("false", False), ("true", True)])
def test_it_is_there_only_where_it_is_asked_for(asked: str, there: bool):
    variables = {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "cms.settings"}
    done = python("-c", HAS_PREVIEW, API_V3_PREVIEW=asked, **variables)
    assert done.stdout == f"{there}\n", done.stderr


def test_it_changes_nothing_of_our_contract():
    done = manage("openapi", DEBUG="true", API_V3_PREVIEW="true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who may enter the admin, and do nothing there yet."""
    group = Group.objects.create(name="Editors of a section")
    permission = Permission.objects.get(codename="access_admin")
    group.permissions.add(permission)
    user = User.objects.create_user("ada", password="x")
    user.groups.add(group)
    return user


@pytest.fixture
def rename(client: Client) -> Callable[..., Any]:
    """Publish a page under another title: ``rename(page, token)`` gives the answer's status."""

    def send(page: Page, token: str = "") -> int:
        body = {
            "meta": {"type": page.specific_class._meta.label, "action": "publish"},
            "title": "New",
        }
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        address = f"{PREVIEW}pages/{page.pk}/"
        return client.patch(address, body, "application/json", headers=headers).status_code

    return send


def allow(user: User, section: Page, *permissions: str) -> None:
    """Let somebody do things below a page."""
    for codename in permissions:
        GroupPagePermission.objects.create(
            group=user.groups.get(),
            page=section,
            permission=Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            ),
        )


def token_of(user: User) -> str:
    return APIToken.create_token(user=user, name="A test")[1]


def test_without_a_token_it_reads_what_is_public(client, publication):
    post = PostFactory(parent=publication.indexes["en"])
    draft = PostFactory(parent=publication.indexes["en"], live=False)
    assert client.get(f"{PREVIEW}pages/{post.pk}/").json()["title"] == post.title
    assert client.get(f"{PREVIEW}pages/{draft.pk}/").status_code == 404


def test_a_token_says_who_asks(client, editor):
    assert client.get(f"{PREVIEW}whoami/").status_code == 401
    headers = {"Authorization": f"Bearer {token_of(editor)}"}
    assert client.get(f"{PREVIEW}whoami/", headers=headers).json()["user"]["username"] == "ada"


def test_a_revoked_token_says_nothing(client, editor):
    headers = {"Authorization": f"Bearer {token_of(editor)}"}
    editor.api_tokens.get().revoke()
    assert client.get(f"{PREVIEW}whoami/", headers=headers).status_code == 401


def test_somebody_writes_where_wagtail_lets_them_and_nowhere_else(publication, editor, rename):
    ours = StandardPageFactory(parent=publication.homes["fr"], title="Old")
    theirs = StandardPageFactory(parent=publication.homes["he"], title="Old")
    allow(editor, publication.homes["fr"], "change_page", "publish_page")
    token = token_of(editor)

    assert rename(ours, token) == 200
    assert rename(theirs, token) == 403
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.title, theirs.title) == ("New", "Old")


def test_nobody_writes_without_a_token(publication, editor, rename, client):
    page = StandardPageFactory(parent=publication.homes["fr"], title="Old")
    allow(editor, publication.homes["fr"], "change_page", "publish_page")
    client.force_login(editor)
    assert rename(page) == 401
    page.refresh_from_db()
    assert page.title == "Old"
