"""A new secret key, with the one of before beside it, throws nobody out."""

from typing import Any

import pytest
from django.core import signing
from django.test import Client

from blog.comments import trap
from cms.pages import preview
from tests.factories import PostFactory

OLD, NEW = "an-old-key-that-is-long-enough-for-anybody", "a-new-key-that-is-long-enough-for-all"


@pytest.fixture
def _old_key(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    restart(settings, monkeypatch, OLD)


def restart(settings: Any, monkeypatch: pytest.MonkeyPatch, key: str, *before: str) -> None:
    """Go on with another key, as a process does that starts with it."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = key, list(before)
    for module in (preview, trap):
        signer = signing.TimestampSigner(salt=module._signer.salt)
        monkeypatch.setattr(module, "_signer", signer)


@pytest.fixture
def editor(_old_key: None, publication: Any, admin_user: Any, client: Client) -> Client:
    """Somebody who logged in with their password before."""
    sent = {"username": admin_user.username, "password": "password"}
    client.post("/admin/login/", sent)
    assert client.get("/admin/").status_code == 200
    return client


@pytest.fixture
def token(_old_key: None, publication: Any, admin_user: Any) -> str:
    """What a preview was opened with before."""
    draft = PostFactory(parent=publication.indexes["he"], live=False)
    return preview.keep_draft(draft, admin_user)


@pytest.mark.parametrize(("before", "status"), [((OLD,), 200), ((), 302)])
def test_an_editor_stays_logged_in_while_the_old_key_is_kept(
    editor, settings, monkeypatch, before, status
):
    restart(settings, monkeypatch, NEW, *before)

    assert editor.get("/admin/").status_code == status


def test_they_stay_so_when_the_old_key_is_let_go_of(editor, settings, monkeypatch):
    restart(settings, monkeypatch, NEW, OLD)
    editor.get("/admin/")
    restart(settings, monkeypatch, NEW)

    assert editor.get("/admin/").status_code == 200


@pytest.mark.parametrize(("before", "status"), [((OLD,), 200), ((), 400)])
def test_a_preview_stays_open_while_the_old_key_is_kept(
    token, settings, monkeypatch, client, before, status
):
    restart(settings, monkeypatch, NEW, *before)

    assert client.get("/api/v2/preview/", {"token": token}).status_code == status


@pytest.mark.usefixtures("_old_key")
@pytest.mark.parametrize(("before", "is_taken"), [((OLD,), True), ((), False)])
def test_a_comment_that_was_being_written_can_be_sent_while_the_old_key_is_kept(
    settings, monkeypatch, before, is_taken
):
    token = trap.new_token()
    restart(settings, monkeypatch, NEW, *before)

    assert trap.is_expired_or_foreign(token) is not is_taken
