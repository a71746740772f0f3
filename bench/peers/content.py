"""The same posts as Mosaic's, in a form that any system can take in."""

from typing import Any

from bench.content.posts import PHOTOS_PER_POST, VOCABULARIES, Counts, plan_post, write_body

#: The widths of a photo's renditions, and what they are called.
RENDITIONS = {
    "thumbnail": 245,
    "small": 480,
    "medium": 768,
    "poster": 960,
    "large": 1200,
    "xlarge": 1600,
}


def write_posts(seed: int, pages: int) -> dict[str, Any]:
    """Return all posts and what they share.

    Args:
        seed: of the texts.
        pages: how many posts there are in all languages together.

    Returns:
        ``counts`` of categories, authors, and tags; how many ``photos`` there are, and the widths
        of their ``renditions``; and ``posts``: each with a ``date``, the numbers of its
        ``categories``, ``authors``, ``tags``, ``related`` posts, and lead ``photo``, and ``texts``
        by language code. Bodies are stored as Mosaic's are; their photos and linked pages are
        numbers.
    """
    counts = Counts(posts=pages // len(VOCABULARIES))
    return {
        "counts": {"categories": counts.categories, "authors": counts.authors, "tags": counts.tags},
        "renditions": RENDITIONS,
        "photos": counts.posts * PHOTOS_PER_POST,
        "posts": [_post(seed, number, counts) for number in range(counts.posts)],
    }


def _post(seed: int, number: int, counts: Counts) -> dict[str, Any]:
    post = plan_post(seed, number, counts)
    first = number * PHOTOS_PER_POST
    texts = {}
    for code, heading in post.headings.items():
        intro, body = write_body(
            seed, post, code, photo_id=lambda place: first + place, page_id=lambda other: other
        )
        texts[code] = {**heading._asdict(), "intro": intro, "body": body}
    return {
        "date": post.date.isoformat(),
        "categories": post.categories,
        "authors": post.authors,
        "tags": post.tags,
        "related": post.related,
        "photo": first,
        "texts": texts,
    }
