"""``comments/``: reading and sending over the API."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.comments import trap
from blog.comments.models import MAX_NAME, MAX_TEXT, Comment, CommentSettings, State
from blog.comments.parsing import MAX_SIZE
from tests.factories import CommentFactory, PostFactory


def test_a_comment_waits_for_a_moderator(send, said, api):
    response = send(website="https://example.org/", text="One.\r\nTwo.")

    assert response.status_code == 202
    assert set(response.json()) == {"message"}
    comment = Comment.objects.get()
    assert comment.state == State.PENDING
    assert comment.text == "One.\nTwo."
    assert api("comments/", page=said["page"])["items"] == []


def test_approved_comments_are_a_tree_with_the_oldest_first(post, api):
    first = CommentFactory(page=post, text="First")
    second = CommentFactory(page=post, text="Second")
    reply = CommentFactory(page=post, text="Reply", reply_to=first)
    CommentFactory(page=post, text="Reply to the reply", reply_to=reply)
    CommentFactory(page=post, text="Waiting", reply_to=second, state=State.PENDING)
    CommentFactory(page=post, text="Spam", state=State.SPAM)

    answer = api("comments/", page=post.pk)

    def tree(items):
        return [(item["text"], tree(item["replies"])) for item in items]

    assert tree(answer["items"]) == [
        ("<p>First</p>", [("<p>Reply</p>", [("<p>Reply to the reply</p>", [])])]),
        ("<p>Second</p>", []),
    ]
    assert answer["meta"]["total_count"] == 4


def test_a_reply_to_what_is_not_shown_stands_among_the_first(post, api):
    hidden = CommentFactory(page=post, state=State.SPAM)
    CommentFactory(page=post, text="Reply", reply_to=hidden)

    assert [item["text"] for item in api("comments/", page=post.pk)["items"]] == ["<p>Reply</p>"]


def test_a_hundred_comments_take_as_many_queries_as_one(
    post, client, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(10) as queries:
            client.get("/api/v2/comments/", {"page": post.pk})
        return len(queries)

    CommentFactory(page=post)
    one = count()
    CommentFactory.create_batch(99, page=post)
    assert count() == one


def test_the_address_of_a_writer_is_in_no_answer(post, send, client, said):
    send(email="secret@example.org")
    Comment.objects.update(state=State.APPROVED)

    for address in (f"/api/v2/comments/?page={post.pk}", post.url, "/api/v2/openapi.json"):
        assert b"secret@example.org" not in client.get(address).content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "a" * 81),
        ("name", "\u202e"),
        ("text", "\u202e\u200b \u2066"),
        ("email", "ruth"),
        ("text", "  "),
        ("text", "a" * 5001),
        ("text", "a\x00b"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.org/"),
        ("reply_to", 12345),
        ("reply_to", 2**70),
        ("reply_to", "first"),
        ("token", "forged"),
    ],
)
def test_what_is_wrong_is_named(send, name, value):
    response = send(**{name: value})

    assert response.status_code == 400
    assert set(response.json()["errors"]) == {name}
    assert response.json()["message"].startswith(f"{name}: ")
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"page": "all"}, "page"),
        ({"page": None}, "page"),
        ({"page": 2**80}, "page"),
        ({"name": ["Ruth"]}, "name"),
        ({"mail": "ruth@example.org"}, "mail"),
    ],
)
def test_what_is_no_comment_is_refused(send, changed, named):
    response = send(**changed)

    assert response.status_code == 400
    assert named in response.json()["message"]


@pytest.mark.parametrize("body", ["", "[]", "7", '"text"', "{", '{"page": NaN'])
def test_what_is_no_json_object_is_refused(client, publication, body):
    response = client.post("/api/v2/comments/", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["message"]


@pytest.mark.parametrize("name", ["name", "text", "website", "token", "\ud800"])
def test_half_a_character_is_refused(send, name):
    response = send(**{name: "https://example.org/\ud800"})

    assert response.status_code == 400
    assert "surrogate" in response.json()["message"]
    assert not Comment.objects.exists()


def test_lists_within_lists_without_end_are_refused(client, publication):
    body = "[" * 60_000
    response = client.post("/api/v2/comments/", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["message"]


def test_the_longest_comment_is_taken_however_it_is_written(send):
    longest = {"text": "\U0001f6aa" * MAX_TEXT, "name": "\U0001f6aa" * MAX_NAME}

    assert send(**longest).status_code == 202


def test_more_than_a_comment_can_be_is_refused_before_it_is_parsed(client, publication):
    body = "{" * (MAX_SIZE + 1)  # which is no JSON
    response = client.post("/api/v2/comments/", body, content_type="application/json")

    assert response.status_code == 413
    assert response.json() == {"message": "a comment is 64 KiB of JSON at most"}


def test_only_json_is_taken(client, said):
    assert client.post("/api/v2/comments/", said).status_code == 415


def test_a_reply_is_to_an_approved_comment_on_the_same_post(send, post, publication):
    elsewhere = CommentFactory(page=PostFactory(parent=publication.indexes["en"]))
    waiting = CommentFactory(page=post, state=State.PENDING)
    approved = CommentFactory(page=post)

    assert send(reply_to=elsewhere.pk).status_code == 400
    assert send(reply_to=waiting.pk).status_code == 400
    assert send(reply_to=approved.pk).status_code == 202
    assert approved.replies.get().name == "Ruth"


def test_a_draft_takes_no_comment_and_looks_like_nothing(send, publication, client):
    draft = PostFactory(parent=publication.indexes["en"], live=False)

    missing = send(page=10**6)
    assert send(page=draft.pk).status_code == 404
    assert send(page=draft.pk).content == missing.content
    assert client.get("/api/v2/comments/", {"page": draft.pk}).status_code == 404


def test_a_restricted_post_takes_no_comment_and_shows_none(send, post, client):
    CommentFactory(page=post)
    PageViewRestriction.objects.create(page=post, restriction_type="login")

    assert send().status_code == 404
    assert client.get("/api/v2/comments/", {"page": post.pk}).status_code == 404


def test_a_page_that_is_no_post_has_no_comments(send, publication):
    assert send(page=publication.homes["en"].pk).status_code == 404


def test_a_closed_post_takes_no_comment_and_keeps_those_it_has(send, post, api):
    CommentFactory(page=post)
    post.comments_open = False
    post.save()

    response = send()
    assert response.status_code == 403
    assert response.json() == {"message": "this post takes no comments"}
    answer = api("comments/", page=post.pk)
    assert (answer["meta"]["open"], len(answer["items"])) == (False, 1)


def test_a_publication_can_be_closed(send, publication):
    CommentSettings.objects.create(site=publication.site, open=False)

    assert send().status_code == 403


def test_a_post_closes_after_a_number_of_days(send, post, publication, api):
    CommentSettings.objects.create(site=publication.site, days=7)
    assert send().status_code == 202

    post.date = timezone.localdate() - timedelta(days=7)
    post.save()
    assert send(text="Too late?").status_code == 403
    meta = api("comments/", page=post.pk)["meta"]
    assert meta["closes_on"] == timezone.localdate().isoformat()


def test_what_is_sent_twice_is_kept_once(send, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send().status_code == 202
    mails = len(mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        assert send().status_code == 202

    assert Comment.objects.count() == 1
    assert len(mail.outbox) == mails
    assert send(text="Something else.").status_code == 202
    assert Comment.objects.count() == 2


def test_who_fills_in_what_people_do_not_see_is_a_robot(send):
    assert send(subject="Cheap doors").status_code == 202
    assert Comment.objects.get().state == State.SPAM


def test_who_sends_a_form_at_once_is_a_robot(send, api):
    assert send(token=api("comments/token/")["token"]).status_code == 202
    assert Comment.objects.get().state == State.SPAM


def test_who_takes_their_time_is_none(send, monkeypatch):
    monkeypatch.setattr(trap, "MIN_SECONDS", -1)
    assert send(token=trap.new_token()).status_code == 202
    assert Comment.objects.get().state == State.PENDING


def test_a_token_is_kept_nowhere(client, publication):
    response = client.get("/api/v2/comments/token/")

    assert response["Cache-Control"] == "no-store"
    assert "Cache-Tag" not in response


def test_one_network_address_sends_a_limited_number(send, settings, client, said, api):
    settings.COMMENTS_RATE = "2/hour"
    assert [send(text=f"Door {number}").status_code for number in range(3)] == [202, 202, 429]
    refused = send()
    assert int(refused["Retry-After"]) > 0
    assert "try again later" in refused.json()["message"]

    api("comments/", page=said["page"])
    other = client.post(
        "/api/v2/comments/", said, content_type="application/json", REMOTE_ADDR="192.0.2.7"
    )
    assert other.status_code == 202
    cache.clear()


def test_a_client_cannot_pass_for_another_address(client, said, settings):
    settings.COMMENTS_RATE = "1/hour"

    def send_as(address):
        return client.post(
            "/api/v2/comments/",
            said,
            content_type="application/json",
            headers={"X-Forwarded-For": address},
        ).status_code

    assert [send_as("192.0.2.1"), send_as("192.0.2.2")] == [202, 429]
