"""The demo's comments, from readers who do not exist."""

from typing import Any

from blog.comments.models import Comment, State
from blog.demo.bodies import Targets


def load_comments(comments: list[dict[str, Any]], targets: Targets) -> None:
    """Make the comments with their answers, where a post has none that is the same.

    Args:
        comments: as in ``comments.toml``.
        targets: what knows the posts.
    """
    for data in comments:
        post = targets.page(data["post"], data["language"])
        comment = _comment(post, data)
        for answer in data.get("answers", []):
            _comment(post, answer, reply_to=comment)


def _comment(post: Any, data: dict[str, Any], reply_to: Comment | None = None) -> Comment:
    comment, _ = Comment.objects.get_or_create(
        page=post,
        name=data["name"],
        text=data["text"],
        defaults={"state": State(data.get("state", State.APPROVED)), "reply_to": reply_to},
    )
    return comment
