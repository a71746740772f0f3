"""Comments in the built-in reader, without JavaScript."""

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from blog.comments import trap
from blog.comments.models import Comment, CommentSettings, State
from cms.delivery import journal
from cms.delivery.journal import Version
from cms.wsgi import application
from tests.cms.delivery.wsgi import ask
from tests.factories import CommentFactory, PostFactory


@pytest.fixture
def patient(monkeypatch):
    """Everybody has taken their time."""
    monkeypatch.setattr(trap, "MIN_SECONDS", -1)


def fields_of(form):
    """What a browser would send of a form."""
    fields = {
        field["name"]: field.get("value", "")
        for field in form.select("input[name]:not([disabled])")
    }
    return {**fields, **{area["name"]: area.text.strip() for area in form.select("textarea")}}


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_post_shows_its_comments_and_a_form(post, read):
    CommentFactory(page=post, name="Ada", text="דלת כחולה", website="https://example.org/")
    page = read(post.url)

    [comment] = page.select(".comment")
    assert comment.select_one(".comment-text")["dir"] == "rtl"
    assert comment.select_one(".comment-by a")["href"] == "https://example.org/"
    form = page.select_one("form.comment-form")
    assert form["action"] == f"/comments/{post.pk}/"
    assert {"name", "email", "website", "text"} <= set(fields_of(form))


def test_a_post_that_closes_shows_no_form_from_the_day_on(post, publication, monkeypatch):
    CommentSettings.objects.create(site=publication.site, days=7)
    token = journal.version().token
    first_day = datetime.combine(post.date + timedelta(days=7), time(), UTC)

    def has_form(at):
        monkeypatch.setattr(journal, "version", lambda: Version(token, int(at.timestamp())))
        return b"comment-form" in ask(application, unquote(post.url)).body

    assert has_form(first_day - timedelta(seconds=1))
    assert not has_form(first_day)


def test_what_is_written_in_the_page_is_read_once_more_and_sent(post, read, client, patient):
    form = read(post.url).select_one("form.comment-form")
    said = {"name": "Ruth", "email": "ruth@example.org", "text": "A door."}

    check = client.post(form["action"], {**fields_of(form), **said})
    assert check.status_code == 200
    assert not Comment.objects.exists()
    again = soup_of(check).select_one("form.comment-form")
    assert fields_of(again)["text"] == "A door."
    sent = client.post(again["action"], fields_of(again), follow=True)

    assert sent.redirect_chain == [(f"/comments/{post.pk}/sent/", 303)]
    assert "תודה" in soup_of(sent).h1.text
    assert Comment.objects.get().state == State.PENDING


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(post, client):
    response = client.post(
        f"/comments/{post.pk}/", {"name": "Ruth", "email": "ruth", "text": "A door."}
    )

    assert response.status_code == 400
    form = soup_of(response).select_one("form.comment-form")
    assert form.select_one("#id_email_error").text
    assert fields_of(form)["text"] == "A door."


@pytest.mark.parametrize("rest", ["", "sent/"])
def test_a_key_that_no_page_can_have_is_not_found(client, db, rest):
    assert client.get(f"/comments/{'9' * 30}/{rest}").status_code == 404


def test_a_reply_has_a_form_of_its_own(post, read, client, patient):
    comment = CommentFactory(page=post)
    link = read(post.url).select_one(".comment-reply a")["href"]
    form = read(link).select_one("form.comment-form")
    said = {"name": "Ruth", "email": "ruth@example.org", "text": "Yes."}

    client.post(form["action"], {**fields_of(form), **said})
    assert comment.replies.get().text == "Yes."


def test_the_form_speaks_the_language_of_the_post(post, read):
    page = read(f"/comments/{post.pk}/")

    assert (page.html["lang"], page.html["dir"]) == ("he", "rtl")
    assert "תגובה" in page.h1.text


def test_a_closed_post_has_no_form(post, client):
    post.comments_open = False
    post.save()

    assert not soup_of(client.get(post.url)).select("form")
    assert client.get(f"/comments/{post.pk}/").status_code == 403
    assert client.post(f"/comments/{post.pk}/").status_code == 403


def test_a_draft_has_no_form(publication, client):
    draft = PostFactory(parent=publication.indexes["en"], live=False)

    assert client.get(f"/comments/{draft.pk}/").status_code == 404
    assert client.get(f"/comments/{draft.pk}/sent/").status_code == 404


def test_a_form_is_kept_in_no_cache(post, client):
    assert "no-store" in client.get(f"/comments/{post.pk}/")["Cache-Control"]


def test_too_many_are_refused_in_words_and_nothing_is_lost(post, client, settings):
    settings.COMMENTS_RATE = "1/hour"
    said = {"name": "Ruth", "email": "ruth@example.org", "text": "A door."}
    client.post(f"/comments/{post.pk}/", said)
    refused = client.post(f"/comments/{post.pk}/", said)

    assert refused.status_code == 429
    page = soup_of(refused)
    assert re.search(r"[\u0590-\u05ff]", page.select_one("[role=alert]").text)
    assert fields_of(page.select_one("form.comment-form")).items() >= said.items()
    assert not Comment.objects.exists()


def test_who_sent_too_many_sends_the_same_form_later(post, client, settings, patient):
    settings.COMMENTS_RATE = "1/hour"
    said = {"name": "Ruth", "email": "ruth@example.org", "text": "A door."}
    client.post(f"/comments/{post.pk}/", said)
    kept = soup_of(client.post(f"/comments/{post.pk}/", said)).select_one("form.comment-form")

    settings.COMMENTS_RATE = "9/hour"
    assert client.post(kept["action"], fields_of(kept)).status_code == 303
    assert Comment.objects.get().text == "A door."


def test_a_preview_shows_no_comments(post, client, admin_client):
    CommentFactory(page=post, text="Only for readers")
    response = admin_client.get(f"/admin/pages/{post.pk}/view_draft/")

    assert b"Only for readers" not in response.content
