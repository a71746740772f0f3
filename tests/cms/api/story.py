"""One post in three languages, with all that a post can have."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from blog.models import Author, BlogPage, BlogPageAuthor, Category
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from home.models import StandardPage
from tests.conftest import Publication
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    make_document,
    photo_block,
    translate,
)


@dataclass
class Story:
    """The post, a page about the publication, and what the post shows."""

    posts: dict[str, BlogPage]
    about: dict[str, StandardPage]
    photo: Photo
    category: Category
    author: Author
    document: Any


def make_story(publication: Publication) -> Story:
    """Make a post in three languages, with every block; "Doors" in English, in 2024."""
    homes, indexes = publication.homes, publication.indexes
    about = StandardPageFactory(parent=homes["en"], title="About us", slug="about")
    photo = PhotoFactory(
        title="Blue door",
        description_fr="Une porte",
        description_he="דלת",
        caption_fr="Une porte à Fès",
        caption_he="דלת בפאס",
        credit_fr="Photo : Mosaic",
        credit_he="צילום: מוזאיק",
    )
    make_renditions(photo)
    story = Story(
        posts={
            code: PostFactory.build(
                parent=None,
                locale=indexes[code].locale,
                title=title,
                slug=title.lower(),
                date=date(2024, 5, 1),
                intro="Three doors.",
                lead_image=photo,
            )
            for code, title in (("en", "Doors"), ("fr", "Portes"), ("he", "דלתות"))
        },
        about={
            "en": about,
            "fr": translate(about, "fr", homes["fr"], slug="a-propos"),
            "he": translate(about, "he", homes["he"], slug="אודות"),
        },
        photo=photo,
        category=CategoryFactory(name_en="Film", name_fr="Cinéma", name_he="קולנוע", slug="film"),
        author=AuthorFactory(name_en="Ada", name_fr="Adèle", name_he="עדה", slug="ada"),
        document=make_document("A walk"),
    )
    for code, post in story.posts.items():
        post.translation_key = story.posts["en"].translation_key
        post.body = BlogPage.body.field.to_python(every_block(story))
        post.categories = [story.category]
        post.tags.add("fez", "atlas")
        post.author_links = [BlogPageAuthor(author=story.author)]
        indexes[code].add_child(instance=post)
    return story


def every_block(story: Story) -> list[dict[str, Any]]:
    """One block of each kind, with everything that it can refer to."""
    return [
        block(
            "text",
            f'<p><a linktype="page" id="{story.about["en"].pk}">About</a> and '
            f'<a linktype="document" id="{story.document.pk}">a walk</a></p>',
        ),
        block(
            "quote",
            {
                "text": "<p>Every door was <b>blue</b>.</p>",
                "attribution": "Ada",
                "source_title": "Notebook",
                "source_url": "https://example.org/notebook",
                "note": "<p>Our emphasis.</p>",
            },
        ),
        block(
            "video",
            {
                "url": "https://youtu.be/eRsGyueVLvQ",
                "title": "Sintel",
                "caption": "A trailer",
                "poster": story.photo.pk,
            },
        ),
        photo_block(story.photo),
        block(
            "source",
            {
                "publication": "The Harbour Review",
                "title": "Blue doors",
                "url": "https://example.org/doors",
                "thanks": "Ruth",
            },
        ),
    ]
