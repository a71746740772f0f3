"""The comments of a post, as readers get them."""

from collections import defaultdict
from typing import Any

from blog.comments.models import Comment, CommentSettings
from blog.comments.text import as_html, direction_of
from cms.delivery.tags import model_tag, row_tag
from cms.languages import Language
from cms.pages.public import public_site
from cms.representation.base import Schema, closed_object
from cms.representation.references import Reading
from cms.representation.safety import web_address
from cms.representation.schemas import BOOLEAN, DATE, DATE_TIME, DIRECTION, INTEGER, TEXT

_SHOWN = ("pk", "reply_to_id", "name", "website", "text", "written_at")


def read_discussion(post: Any, reading: Reading, language: Language) -> dict[str, Any]:
    """Return the approved comments of a public post as a tree, the oldest first, in two queries.

    A reply whose comment is not shown stands among the first.
    """
    reading.tags |= {row_tag(post.__class__, post.pk), row_tag(Comment, post.pk)}
    items: list[dict[str, Any]] = []
    replies: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    approved = list(Comment.objects.approved().filter(page_id=post.pk).only(*_SHOWN))
    shown = {comment.pk for comment in approved}
    for comment in approved:
        beside = replies[comment.reply_to_id] if comment.reply_to_id in shown else items
        beside.append(
            {
                "id": comment.pk,
                "name": comment.name,
                "website": web_address(comment.website),
                "text": as_html(comment.text),
                "dir": direction_of(comment.text, language),
                "written_at": comment.written_at,
                "replies": replies[comment.pk],
            }
        )
    rules = reading.once(settings_of)
    return {
        "meta": {
            "total_count": len(approved),
            "open": rules.open and post.comments_open,
            "closes_on": rules.closes_on(post),
        },
        "items": items,
    }


def settings_of(reading: Reading) -> CommentSettings:
    """Return what the site decides about comments. Call it as ``reading.once(settings_of)``."""
    reading.tags.add(model_tag(CommentSettings))
    site = reading.once(public_site).site
    return CommentSettings.objects.filter(site=site).first() or CommentSettings()


def discussion_schema() -> Schema:
    """The schema of what ``read_discussion`` returns."""
    comment = closed_object(
        {
            "id": INTEGER,
            "name": TEXT,
            "website": {**TEXT, "description": "A web address; empty where there is none."},
            "text": {**TEXT, "description": "Safe HTML."},
            "dir": DIRECTION,
            "written_at": DATE_TIME,
            "replies": {"type": "array", "items": {"$ref": "#/components/schemas/Comment"}},
        },
        title="Comment",
    )
    meta = closed_object(
        {
            "total_count": INTEGER,
            "open": {**BOOLEAN, "description": "Whether comments are taken, until closes_on."},
            "closes_on": {
                "anyOf": [DATE, {"type": "null"}],
                "description": "The first day on which none is taken; null where there is none.",
            },
        },
        title="DiscussionMeta",
    )
    return closed_object(
        {"meta": meta, "items": {"type": "array", "items": comment}}, title="Discussion"
    )
