"""The whole publication."""

from django.db import transaction

from bench.build.clock import Clock
from bench.build.pages import Posts, make_indexes
from bench.build.shared import Photos, make_authors, make_categories, make_tags
from bench.content.posts import Counts
from cms.languages import LANGUAGES


@transaction.atomic
def load(pages: int, seed: int, clock: Clock) -> None:
    """Load a publication into an empty, migrated database. It has no search index yet.

    Args:
        pages: how many posts in all languages together; what does not divide is left out.
        seed: another one gives other texts.
        clock: "loading" is the database's work, the rest is ours.
    """
    counts = Counts(posts=pages // len(LANGUAGES))
    photos = Photos(seed)
    photos.make(counts.posts, clock)
    posts = Posts(seed, counts, make_indexes(seed), clock)
    posts.outline()
    posts.fill(photos, make_categories(counts), make_authors(counts), make_tags(counts))
