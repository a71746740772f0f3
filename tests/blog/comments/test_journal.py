"""Only what readers see of comments is in the journal."""

from wagtail.search.models import IndexEntry

from blog.comments.models import Comment, State
from cms.delivery.models import Line
from tests.factories import CommentFactory


def tags_since(last):
    return [set(line.tags.split()) for line in Line.objects.filter(pk__gt=last).order_by("pk")]


def last_line():
    return Line.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def test_a_comment_that_waits_changes_nothing(post):
    last = last_line()
    comment = CommentFactory(page=post, state=State.PENDING)
    comment.state = State.SPAM
    comment.save()
    comment.delete()

    assert tags_since(last) == []


def test_an_approved_comment_changes_its_posts_discussion(post):
    comment = CommentFactory(page=post, state=State.PENDING)
    last = last_line()
    comment.state = State.APPROVED
    comment.save()

    assert tags_since(last) == [{f"comments.comment-{post.pk}", "comments.comment"}]


def test_a_comment_taken_away_changes_it_too(post):
    comment = CommentFactory(page=post)
    last = last_line()
    Comment.objects.filter(pk=comment.pk).update(state=State.SPAM)

    assert tags_since(last) == [{f"comments.comment-{post.pk}", "comments.comment"}]


def test_finding_comments_in_the_admin_changes_nothing_in_public(post):
    last = last_line()
    comment = CommentFactory(page=post, state=State.PENDING)
    entry = IndexEntry.objects.filter(content_type__model="comment", object_id=str(comment.pk))
    entry.update(title="other")
    entry.delete()

    assert tags_since(last) == []
