"""The queue of comments in the admin, and mails about it."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale

from blog.comments.models import Comment, State
from tests.factories import CommentFactory

LIST = "wagtailsnippets_comments_comment:list"


@pytest.fixture
def moderator(db):
    """Somebody who may moderate comments."""
    group, _ = Group.objects.get_or_create(name="Moderators")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label="comments",
            codename__in=["view_comment", "change_comment", "delete_comment"],
        ),
    )
    user = User.objects.create_user("moderator", "moderator@example.org", "mosaic")
    user.groups.add(group)
    return user


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def decide(client, action, *comments):
    address = reverse("wagtail_bulk_action", args=["comments", "comment", action])
    query = "&".join(f"id={comment.pk}" for comment in comments)
    return client.post(f"{address}?{query}&next={reverse(LIST)}", follow=True)


def test_the_migration_lets_moderators_moderate(db):
    group = Group.objects.filter(name="Moderators").first()
    if group is None:
        pytest.skip("a browser test emptied the database before")
    held = group.permissions.filter(content_type__app_label="comments")
    assert {"change_comment", "delete_comment", "view_comment"} <= set(
        held.values_list("codename", flat=True)
    )


def test_what_waits_can_be_filtered(desk, post):
    CommentFactory(page=post, name="Waiting Ruth", state=State.PENDING)
    CommentFactory(page=post, name="Approved Ada")

    page = desk.get(reverse(LIST), {"state": "pending"}).content.decode()
    assert "Waiting Ruth" in page
    assert "Approved Ada" not in page


@pytest.mark.parametrize(("action", "state"), [("approve", State.APPROVED), ("spam", State.SPAM)])
def test_many_are_decided_at_once(desk, post, action, state):
    comments = CommentFactory.create_batch(3, page=post, state=State.PENDING)
    other = CommentFactory(page=post, state=State.PENDING)

    assert decide(desk, action, *comments).status_code == 200
    assert list(Comment.objects.filter(state=state)) == comments
    other.refresh_from_db()
    assert other.state == State.PENDING


def test_many_are_deleted_at_once_and_their_replies_stay(desk, post):
    comment = CommentFactory(page=post)
    reply = CommentFactory(page=post, reply_to=comment)

    decide(desk, "delete", comment)
    assert Comment.objects.get() == reply


def test_who_may_not_moderate_decides_nothing(client, post):
    editor = User.objects.create_user("editor", password="mosaic")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    comment = CommentFactory(page=post, state=State.PENDING)

    decide(client, "approve", comment)
    comment.refresh_from_db()
    assert comment.state == State.PENDING


def test_nobody_adds_a_comment_in_the_admin(admin_client, post):
    add = reverse("wagtailsnippets_comments_comment:add")

    assert add not in admin_client.get(reverse(LIST)).content.decode()
    assert (
        admin_client.post(add, {"state": "approved", "text": "x", "name": "y"}).status_code == 302
    )
    assert not Comment.objects.exists()


def test_no_screen_shows_the_address(desk, post):
    comment = CommentFactory(page=post, email="secret@example.org")
    edit = reverse("wagtailsnippets_comments_comment:edit", args=[comment.pk])

    for address in (reverse(LIST), edit):
        response = desk.get(address)
        assert response.status_code == 200
        assert b"secret@example.org" not in response.content


def test_the_front_page_says_how_many_wait(desk, post):
    CommentFactory.create_batch(3, page=post, state=State.PENDING)

    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "<span>3</span> comments to read" in page


def test_moderators_are_told_of_a_comment_and_not_of_the_address(
    send, moderator, django_capture_on_commit_callbacks
):
    User.objects.create_user("reader", "reader@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        send(email="secret@example.org")

    [told] = mail.outbox
    assert told.to == ["moderator@example.org"]
    assert "A blue door." in told.body
    assert "/admin/snippets/comments/comment/edit/" in told.body
    assert "secret@example.org" not in told.body + told.subject


def test_nobody_is_told_of_spam(send, moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(subject="Doors")
    assert mail.outbox == []


def test_addresses_are_forgotten_after_a_time(post, capsys):
    old, new = CommentFactory.create_batch(2, page=post, email="ruth@example.org")
    Comment.objects.filter(pk=old.pk).update(written_at="2020-01-01T00:00:00Z")

    call_command("forget_addresses", days=30)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.email, new.email) == ("", "ruth@example.org")
    assert capsys.readouterr().out == "Deleted 1 addresses.\n"


# --- Looking for comments ---


@pytest.fixture
def found(desk):
    def found(q, **parameters):
        page = desk.get(reverse(LIST), {"q": q, **parameters}).content.decode()
        return [name for name in ("Ruth", "Adá", "Miriam") if name in page]

    return found


def test_comments_are_found_in_any_form_and_spelling_of_their_words(post, found):
    CommentFactory(page=post, name="Ruth", text="הביקורות שלכם על ד״ר כהן")
    CommentFactory(page=post, name="Adá", text="Les œuvres étaient belles", state=State.PENDING)
    CommentFactory(page=post, name="Miriam", text="Restored doors", state=State.SPAM)
    assert found("ביקורת") == found('ד"ר') == ["Ruth"]
    assert found("oeuvre etai") == found("ada") == ["Adá"]
    assert found("restoring") == ["Miriam"]


def test_what_is_found_can_be_filtered_and_ordered(post, found):
    CommentFactory(page=post, name="Ruth", text="doors")
    CommentFactory(page=post, name="Adá", text="doors", state=State.PENDING)
    assert found("doors", state="pending", ordering="written_at") == ["Adá"]
    assert found("doors", page__locale=post.locale_id) == ["Ruth", "Adá"]
    assert found("doors", page__locale=Locale.objects.get(language_code="fr").pk) == []


@pytest.mark.parametrize("state", State)
def test_no_comment_is_found_or_hinted_at_in_public(post, api, state):
    CommentFactory(page=post, name="Xenia", text="A xylophone", state=state)
    for word in ("xylophone", "xenia"):
        assert api("search/", q=word)["meta"] == {"total_count": 0, "did_you_mean": None}
        assert api("search/", q=f"{word[:-1]}")["meta"]["did_you_mean"] is None
        assert api("search/suggest/", q=word[:3])["items"] == []
        assert api("pages/", search=word)["meta"]["total_count"] == 0
