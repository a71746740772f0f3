"""What the API's tests share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import Author, BlogPage, BlogPageAuthor, Category
from cms.images.models import Photo
from cms.images.renditions import make_renditions
from home.models import StandardPage
from tests.conftest import Publication, home_pages
from tests.demo import load_without_drawing
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


@pytest.fixture
def raw(client: Client) -> Callable[..., Any]:
    """Ask the API for an address as it is: ``raw("pages/?limit=x")`` gives the response."""
    # An error inside is a response with status 500, as it would be for a reader.
    client.raise_request_exception = False

    def get(address: str, **headers: str) -> Any:
        return client.get(f"/api/v2/{address}", headers=headers)

    return get


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """The demo, loaded once for all tests of a module, with what it lacks; nothing of it stays.

    That is a redirect, a private page, a draft, and a site in one language only. Gives keys and
    slugs of one of each.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        homes = home_pages()
        load_without_drawing()
        # What is done after a commit is not done here.
        for photo in Photo.objects.all():
            make_renditions(photo)
        post = BlogPage.objects.live().filter(locale=homes["en"].locale).earliest("pk")
        private = StandardPageFactory(parent=homes["en"], title="Members", slug="members")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        elsewhere = StandardPageFactory(parent=Page.objects.get(depth=1), slug="elsewhere")
        Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
        yield {
            "post": post.pk,
            "private": private.pk,
            "draft": StandardPageFactory(parent=homes["en"], slug="draft", live=False).pk,
            "image": Photo.objects.earliest("pk").pk,
            "document": get_document_model().objects.earliest("pk").pk,
            "redirect": Redirect.objects.create(old_path="/old", redirect_page=post).pk,
            "category": Category.objects.earliest("pk").slug,
            "author": Author.objects.earliest("pk").slug,
        }
        transaction.set_rollback(True)


@dataclass
class Story:
    """One post in three languages, with all that a post can have."""

    posts: dict[str, BlogPage]
    about: dict[str, StandardPage]
    photo: Photo
    category: Category
    author: Author
    document: Any


@pytest.fixture
def story(publication: Publication) -> Story:
    """A post in three languages, with every block; "Doors" in English, in 2024."""
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
