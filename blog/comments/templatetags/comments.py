"""Comments below a post of the built-in reader."""

from typing import Any

from django import template

from blog.comments.discussion import read_discussion, settings_of
from blog.comments.forms import CommentForm
from cms.delivery.days import today
from cms.pages.reader import language_of, reading_of

register = template.Library()


@register.inclusion_tag("comments/discussion.html", takes_context=True)
def discussion(context: template.Context, post: Any) -> dict[str, Any]:
    """Show the comments of a post, and the form where it takes them."""
    request = context["request"]
    reading, language = reading_of(request), language_of(request)
    takes_comments = reading.once(settings_of).takes_comments(post, today(request))
    return {
        "post_id": post.pk,
        "discussion": read_discussion(post, reading, language),
        "form": CommentForm(post) if takes_comments else None,
        "language": language,
    }
