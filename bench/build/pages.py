"""The pages: an index in each language, and posts below it."""

import datetime
import json
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag
from wagtail.models import Page, Site

from bench.build.clock import Clock
from bench.build.rows import insert_children
from bench.build.shared import Photos
from bench.content.posts import Counts, Post, plan_post, write_body
from blog.models import (
    Author,
    BlogIndexPage,
    BlogPage,
    BlogPageAuthor,
    BlogPageTag,
    Category,
    RelatedPost,
)
from home.models import HomePage, SiteSettings

_BATCH = 500

_INDEXES = {
    "en": ("Stories", "stories"),
    "fr": ("Articles", "articles"),
    "he": ("סיפורים", "sipurim"),
}


def make_indexes(seed: int) -> dict[str, BlogIndexPage]:
    """Make the site's settings and the blog's indexes; return these by language code."""
    site = Site.objects.get(is_default_site=True)
    names = {"name_en": "The Bench", "name_fr": "Le Banc", "name_he": "הספסל"}
    SiteSettings.objects.update_or_create(site=site, defaults=names)
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"mosaic-bench:{seed}")
    homes = HomePage.objects.filter(translation_key=site.root_page.translation_key)
    indexes = {}
    for home in homes.select_related("locale"):
        title, slug = _INDEXES[home.locale.language_code]
        index = BlogIndexPage(
            title=title, slug=slug, locale=home.locale, translation_key=key, show_in_menus=True
        )
        indexes[home.locale.language_code] = home.add_child(instance=index)
    return indexes


class Posts:
    """All posts in all languages."""

    def __init__(
        self, seed: int, counts: Counts, indexes: dict[str, BlogIndexPage], clock: Clock
    ) -> None:
        self._seed = seed
        self._counts = counts
        self._indexes = indexes
        self._clock = clock
        self._posts: list[Post] = []
        self._ids: dict[str, list[int]] = {code: [] for code in indexes}

    def outline(self) -> None:
        """Make the rows that all page types have, so that texts can link to pages."""
        post_type = ContentType.objects.get_for_model(BlogPage)
        for start in range(0, self._counts.posts, _BATCH):
            with self._clock.running("writing texts"):
                numbers = range(start, min(start + _BATCH, self._counts.posts))
                posts = [plan_post(self._seed, number, self._counts) for number in numbers]
                self._posts += posts
            for code, ids in self._ids.items():
                with self._clock.running("writing texts"):
                    pages = [self._page(post, code, post_type) for post in posts]
                with self._clock.running("loading"):
                    ids += [page.pk for page in Page.objects.bulk_create(pages)]
        for index in self._indexes.values():
            Page.objects.filter(pk=index.pk).update(numchild=self._counts.posts)

    def _page(self, post: Post, code: str, post_type: ContentType) -> Page:
        index, heading = self._indexes[code], post.headings[code]
        published = datetime.datetime.combine(post.date, datetime.time(8), tzinfo=datetime.UTC)
        return Page(
            title=heading.title,
            draft_title=heading.title,
            slug=heading.slug,
            content_type=post_type,
            path=Page._get_path(index.path, index.depth + 1, post.number + 1),
            depth=index.depth + 1,
            url_path=f"{index.url_path}{heading.slug}/",
            locale_id=index.locale_id,
            translation_key=post.key,
            first_published_at=published,
            last_published_at=published,
            latest_revision_created_at=published,
        )

    def fill(
        self, photos: Photos, categories: list[Category], authors: list[Author], tags: list[Tag]
    ) -> None:
        """Write the posts' texts, and connect them with what they share."""
        for code, ids in self._ids.items():
            for start in range(0, self._counts.posts, _BATCH):
                posts = self._posts[start : start + _BATCH]
                with self._clock.running("writing texts"):
                    rows = [self._post(post, code, photos) for post in posts]
                with self._clock.running("loading"):
                    insert_children(BlogPage, rows)
                    self._connect(posts, ids, categories, authors, tags)

    def _post(self, post: Post, code: str, photos: Photos) -> BlogPage:
        intro, body = write_body(
            self._seed,
            post,
            code,
            photo_id=lambda place: photos.id_of(post.number, place),
            page_id=lambda number: self._ids[code][number],
        )
        return BlogPage(
            page_ptr_id=self._ids[code][post.number],
            intro=intro,
            body=json.dumps(body),
            date=post.date,
            lead_image_id=photos.id_of(post.number, 0),
        )

    @staticmethod
    def _connect(
        posts: list[Post],
        ids: list[int],
        categories: list[Category],
        authors: list[Author],
        tags: list[Tag],
    ) -> None:
        in_category: Any = BlogPage.categories.through
        in_category.objects.bulk_create(
            in_category(blogpage_id=ids[post.number], category=categories[number])
            for post in posts
            for number in post.categories
        )
        BlogPageAuthor.objects.bulk_create(
            BlogPageAuthor(page_id=ids[post.number], author=authors[number], sort_order=place)
            for post in posts
            for place, number in enumerate(post.authors)
        )
        BlogPageTag.objects.bulk_create(
            BlogPageTag(content_object_id=ids[post.number], tag=tags[number])
            for post in posts
            for number in post.tags
        )
        RelatedPost.objects.bulk_create(
            RelatedPost(page_id=ids[post.number], post_id=ids[number], sort_order=place)
            for post in posts
            for place, number in enumerate(post.related)
        )
