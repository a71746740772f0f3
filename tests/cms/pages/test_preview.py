"""Previews on a front end, and what leads to it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page
from wagtail_headless_preview.models import PagePreview

from cms.pages import preview
from tests.conftest import moderators
from tests.factories import PostFactory

FRONT_END = "https://www.example.org"


@pytest.fixture(autouse=True)
def front_end(settings):
    """The publication is shown by a front end."""
    settings.FRONTEND_URLS = {"default": FRONT_END}


@pytest.fixture
def editor(db):
    """Somebody who may edit every page."""
    user = User.objects.create_user("editor", "editor@example.org", "mosaic")
    user.groups.add(moderators())
    return user


@pytest.fixture
def draft(publication):
    """A live post with a draft that says something else."""
    post = PostFactory(parent=publication.indexes["he"], title="דלתות", slug="דלתות")
    post.title = "דלתות כחולות"
    post.save_revision()
    return Page.objects.get(pk=post.pk)


@pytest.fixture
def token_of(client, editor):
    """Open a preview of a page's draft, and return the token that it was opened with."""

    def open_preview(page):
        client.force_login(editor)
        response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert response.status_code == 302, response
        address = urlsplit(response["Location"])
        assert f"{address.scheme}://{address.netloc}" == FRONT_END
        return parse_qs(address.query)["token"][0]

    return open_preview


def test_a_preview_has_the_draft_in_the_shape_of_the_page(draft, token_of, api):
    document = api("preview/", token=token_of(draft))

    public = api(f"pages/{draft.pk}/")
    assert (document["title"], public["title"]) == ("דלתות כחולות", "דלתות")
    assert set(document) == set(public)
    assert set(document["meta"]) == set(public["meta"])
    assert document["meta"]["alternates"] == public["meta"]["alternates"]


def test_a_preview_takes_fields_and_formats_as_the_page_does(draft, token_of, api):
    token = token_of(draft)
    document = api("preview/", token=token, fields="_,title", rich_text_format="markdown")

    assert document == {"title": "דלתות כחולות"}


def test_a_page_that_was_never_published_has_a_preview(publication, token_of, api):
    page = PostFactory(parent=publication.indexes["en"], title="Hush", live=False)
    page.save_revision()

    assert api("preview/", token=token_of(page))["title"] == "Hush"
    api(f"pages/{page.pk}/", status=404)


def test_a_page_that_was_never_saved_has_a_preview(publication, client, editor, api):
    client.force_login(editor)
    address = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["home", "standardpage", publication.homes["fr"].pk],
    )
    said = {
        "title": "Nouvelle page",
        "slug": "nouvelle-page",
        "intro": "Bonjour.",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    assert client.post(address, said).json()["is_valid"]
    token = parse_qs(urlsplit(client.get(address)["Location"]).query)["token"][0]

    document = api("preview/", token=token)
    assert (document["id"], document["title"]) == (0, "Nouvelle page")
    assert document["meta"]["locale"] == "fr"


def test_a_preview_is_kept_nowhere(draft, token_of, client):
    response = client.get("/api/v2/preview/", {"token": token_of(draft)})

    assert response["Cache-Control"] == "no-store"
    assert "Cache-Tag" not in response
    assert response["Content-Language"] == "he"


def test_what_is_typed_later_shows_behind_an_earlier_token(draft, token_of, api):
    token = token_of(draft)
    page = draft.specific
    page.title = "דלתות ירוקות"
    page.save_revision()
    token_of(draft)

    assert api("preview/", token=token)["title"] == "דלתות ירוקות"
    assert PagePreview.objects.count() == 1


def test_a_token_is_for_one_page(draft, publication, token_of, api):
    other = PostFactory(parent=publication.indexes["en"], title="Other", live=False)
    other.save_revision()

    assert token_of(draft) != token_of(other)
    assert api("preview/", token=token_of(draft))["id"] == draft.pk


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é", "\u202e", "W10:1xX9oF:AAAA", "x" * 5000])
def test_what_is_no_token_is_refused(publication, api, token):
    assert "token" in api("preview/", status=400, token=token)["message"]


def test_a_token_signed_for_something_else_is_refused(editor, draft, api):
    forged = signing.TimestampSigner(salt="something else").sign_object([editor.pk, draft.pk])

    api("preview/", status=400, token=forged)


def test_a_token_expires(draft, token_of, api, monkeypatch):
    token = token_of(draft)
    monkeypatch.setattr(preview, "LIFETIME", -1)

    assert "too old" in api("preview/", status=403, token=token)["message"]


def test_a_token_is_no_longer_good_when_its_editor_is_locked_out(draft, token_of, editor, api):
    token = token_of(draft)
    editor.is_active = False
    editor.save()

    api("preview/", status=403, token=token)


def test_a_token_is_no_longer_good_when_its_editor_may_not_edit_the_page(
    draft, token_of, editor, api
):
    token = token_of(draft)
    GroupPagePermission.objects.filter(group__in=editor.groups.all()).delete()

    api("preview/", status=403, token=token)


def test_a_token_is_no_longer_good_when_its_page_is_gone(draft, token_of, api):
    token = token_of(draft)
    draft.specific.delete()

    api("preview/", status=403, token=token)


def test_old_drafts_are_not_kept(draft, token_of):
    token_of(draft)
    PagePreview.objects.update(created_at=timezone.localdate() - timedelta(days=3))
    token_of(draft)

    assert not PagePreview.objects.filter(created_at__lt=timezone.localdate()).exists()


def test_each_site_has_its_front_end(publication, settings):
    settings.FRONTEND_URLS = {
        "default": FRONT_END,
        publication.site.hostname: "https://other.example",
    }
    post = PostFactory(parent=publication.indexes["en"])

    assert post.full_url.startswith("https://other.example/en/")


def test_readers_are_led_to_the_front_end(publication, client):
    response = client.get("/he/")

    assert (response.status_code, response["Location"]) == (302, f"{FRONT_END}/he/")
    assert client.get("/he/archive/")["Location"] == f"{FRONT_END}/he/archive/"


def test_a_private_page_is_not_led_away(publication, client):
    page = PostFactory(parent=publication.indexes["en"])
    page.view_restrictions.create(restriction_type="password", password="sesame")

    assert client.get(f"/en/stories/{page.slug}/").status_code == 200


def test_addresses_in_the_api_are_those_of_the_front_end(draft, api):
    meta = api(f"pages/{draft.pk}/")["meta"]

    assert meta["html_url"].startswith(f"{FRONT_END}/he/")
    assert meta["head"]["canonical"] == meta["html_url"]
    assert FRONT_END not in meta["detail_url"]


def test_the_admin_leads_to_the_front_end(draft, editor, client):
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()

    assert f"{FRONT_END}/he/" in page


def test_without_a_front_end_the_preview_is_the_built_in_readers(draft, settings, client, editor):
    settings.FRONTEND_URLS = {}
    client.force_login(editor)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert response.status_code == 200
    html = response.content.decode()
    assert "דלתות כחולות" in html
    assert '<html lang="he" dir="rtl">' in html


def test_the_user_bar_is_given_to_whoever_has_a_token(draft, token_of, client):
    token = token_of(draft)
    client.logout()
    response = client.get("/preview/userbar/", {"token": token}, headers={"Origin": FRONT_END})

    assert response.status_code == 200
    assert b"wagtail-userbar" in response.content
    assert b"testserver" in response.content
    assert b'"/static/' not in response.content
    assert response["Access-Control-Allow-Origin"]
    assert "no-store" in response["Cache-Control"]


def test_the_user_bar_is_given_to_nobody_else(publication, admin_client):
    assert admin_client.get("/preview/userbar/", {"token": "x"}).status_code == 400
    assert admin_client.get("/preview/userbar/").status_code == 400


def test_the_user_bar_is_not_given_for_an_old_token(draft, token_of, client, monkeypatch):
    token = token_of(draft)
    monkeypatch.setattr(preview, "LIFETIME", -1)

    assert client.get("/preview/userbar/", {"token": token}).status_code == 403
