"""Documents come in through the admin and the API v3 preview, and go out as nothing that runs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import APIToken

from tests.factories import root_collection

pytestmark = pytest.mark.django_db

Document = get_document_model()

SCRIPT = b"<html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

Upload = Callable[[str, bytes], str]


@pytest.fixture
def by_admin(admin_client: Client) -> Upload:
    """Send a file as the page for adding documents does; gives what was wrong, or nothing."""

    def send(name: str, content: bytes) -> str:
        sent = {"title": "A walk", "files[]": SimpleUploadedFile(name, content)}
        headers = {"X-Requested-With": "XMLHttpRequest"}
        answer = admin_client.post(reverse("wagtaildocs:add_multiple"), sent, headers=headers)
        return str(answer.json().get("error_message", ""))

    return send


@pytest.fixture
def by_api(client: Client, admin_user: Any) -> Upload:
    """The same by the preview of Wagtail's API v3."""
    token = APIToken.create_token(user=admin_user, name="A test")[1]

    def send(name: str, content: bytes) -> str:
        file = SimpleUploadedFile(name, content)
        sent = {"title": "A walk", "collection": root_collection().pk, "file": file}
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.post("/api/v3-preview/documents/", sent, headers=headers)
        return "" if answer.status_code == 201 else answer.content.decode()

    return send


@pytest.fixture(params=["admin", "api"])
def upload(request: Any) -> Upload:
    return request.getfixturevalue(f"by_{request.param}")


def stored(settings: Any) -> list[str]:
    return [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "name", ["a.svg", "a.html", "a.htm", "a.xhtml", "a.js", "a.xml", "a.exe", "a", "a.pdf.html"]
)
def test_what_a_browser_could_run_is_refused_and_not_stored(upload, settings, name):
    assert "not allowed" in upload(name, DRAWING)
    assert not Document.objects.exists()
    assert stored(settings) == []


def test_one_of_too_many_bytes_is_refused_with_a_sentence(upload, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10

    assert "This file is too big" in upload("walk.txt", b"Turn left here.")
    assert not Document.objects.exists()


def test_there_is_a_limit(settings):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 50 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "kind"), [("walk.pdf", "application/pdf"), ("walk.txt", "text/plain")]
)
@pytest.mark.parametrize("content", [SCRIPT, DRAWING, b"%PDF-1.4\n" + SCRIPT])
def test_a_page_by_another_name_is_not_taken_for_a_page(upload, client, name, kind, content):
    assert upload(name, content) == ""

    given = client.get(Document.objects.get().url)

    assert given["Content-Type"] == kind
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in given["Content-Security-Policy"]


def test_all_but_what_browsers_show_safely_is_to_be_saved(by_admin, client):
    by_admin("walk.txt", SCRIPT)

    assert client.get(Document.objects.get().url)["Content-Disposition"].startswith("attachment")
