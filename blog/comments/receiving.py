"""Which posts take comments, and what happens to one that is sent."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from blog.comments.discussion import settings_of
from blog.comments.forms import CommentForm
from blog.comments.tasks import tell_moderators
from blog.models import BlogPage
from cms.pages.public import public_site
from cms.representation.references import Reading
from cms.tasks.after import after_commit


class ClosedError(Exception):
    """Readers may not comment on a post (any more)."""


def public_post(key: Any, reading: Reading) -> BlogPage:
    """Return a post that everybody may read.

    Raises:
        Http404: when there is none of this key.
    """
    posts = reading.once(public_site).unlisted(BlogPage)
    post: BlogPage | None = posts.filter(pk=key).first()
    if post is None:
        raise Http404
    return post


def check_open(post: BlogPage, reading: Reading) -> None:
    """Pass where a post takes comments today.

    Raises:
        ClosedError: when it takes none.
    """
    if not reading.once(settings_of).takes_comments(post, timezone.localdate()):
        raise ClosedError


def receive(form: CommentForm) -> None:
    """Keep what a valid form says, and tell the moderators of it."""
    with transaction.atomic():
        comment, is_news = form.save()
        if is_news:
            after_commit(tell_moderators, comment.pk)
