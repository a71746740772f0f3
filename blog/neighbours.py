"""What a reader of a post may read next."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from blog.models import BlogPage
from cms.pages.reader import read_pages, site_of
from cms.representation.selection import exactly

#: How many posts are named below a post, where so many are related.
RELATED = 3

_NAMED = exactly("title", "path", "locale", "dir")


def read_neighbours(post: Any, document: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return the posts beside a post in its language, and those that are related to it.

    Args:
        post: the post.
        document: the same as the API gives it, with the related posts that editors chose.
        request: the request for it.

    Returns:
        ``earlier`` and ``later``, None at the ends; and ``related``: those chosen, and where these
        are few, the newest with a category in common.
    """
    if post.pk is None:
        # The preview of a post that was never saved.
        return {"earlier": None, "later": None, "related": document["related_posts"]}
    public = site_of(request)
    posts = public.pages(BlogPage, public.language_of(post)).exclude(pk=post.pk)
    chosen = document["related_posts"]
    ends = [
        posts.filter(_before(post)).newest_first().first(),
        posts.filter(_after(post)).newest_first().last(),
    ]
    missing = RELATED - len(chosen)
    shared: list[Any] = []
    if missing > 0:
        categories = [category["id"] for category in document["categories"]]
        alike = posts.filter(categories__in=categories).distinct().newest_first()
        shared = list(alike.exclude(pk__in=[each["id"] for each in chosen])[:missing])
    named = read_pages([*filter(None, ends), *shared], request, _NAMED)
    earlier = named.pop(0) if ends[0] else None
    later = named.pop(0) if ends[1] else None
    return {"earlier": earlier, "later": later, "related": [*chosen, *named]}


def _before(post: Any) -> Q:
    """What stands after a post in the order from new to old."""
    return _beside(post, "lt")


def _after(post: Any) -> Q:
    return _beside(post, "gt")


def _beside(post: Any, compared: str) -> Q:
    moment = post.first_published_at
    same_day = Q(date=post.date)
    beside = Q(**{f"date__{compared}": post.date})
    if moment is not None:
        beside |= same_day & Q(**{f"first_published_at__{compared}": moment})
    same_moment = Q(first_published_at=moment, **{f"pk__{compared}": post.pk})
    return beside | (same_day & same_moment)
