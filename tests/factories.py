"""Factories of what tests need: photos, shared rows, pages, and their translations."""

import io
import uuid
from typing import Any

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale, Page

from blog.comments.models import Comment, State
from blog.models import Author, BlogIndexPage, BlogPage, BlogPageAuthor, Category, RelatedPost
from cms.images.models import Photo
from home.models import StandardPage


def root_collection() -> Collection:
    """The collection that all others are in, and that editors have access to."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


class PhotoFactory(wagtail_factories.ImageFactory):
    """A small photo; ``file__width=…`` and ``file__height=…`` make it another size."""

    title = factory.Sequence("Photo {}".format)
    collection = factory.LazyFunction(root_collection)
    description_en = "A door"
    caption_en = "A door in Fez"
    credit_en = "Photo: Mosaic"

    class Meta:
        model = Photo


class CategoryFactory(DjangoModelFactory):
    name_en = factory.Sequence("Category {}".format)
    slug = factory.Sequence("category-{}".format)

    class Meta:
        model = Category


class AuthorFactory(DjangoModelFactory):
    name_en = factory.Sequence("Author {}".format)
    slug = factory.Sequence("author-{}".format)

    class Meta:
        model = Author


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Page {}".format)

    class Meta:
        model = StandardPage


class BlogIndexPageFactory(wagtail_factories.PageFactory):
    title = "Stories"
    slug = "stories"

    class Meta:
        model = BlogIndexPage


class CommentFactory(DjangoModelFactory):
    """An approved comment; needs its post as ``page``."""

    name = "Ada"
    email = "ada@example.org"
    text = factory.Sequence("I saw door {}.".format)
    state = State.APPROVED

    class Meta:
        model = Comment


class PostFactory(wagtail_factories.PageFactory):
    """A live post; give it a ``parent``."""

    title = factory.Sequence("Post {}".format)

    class Meta:
        model = BlogPage


def block(kind: str, value: Any, key: str | None = None) -> dict[str, Any]:
    """A block as a stream stores it."""
    return {"type": kind, "value": value, "id": key or str(uuid.uuid4())}


def photo_block(photo: Photo, **value: Any) -> dict[str, Any]:
    """A photo block as a stream stores it; ``alt_text`` and ``decorative`` are this use's."""
    use = {
        "image": photo.pk,
        "alt_text": value.pop("alt_text", ""),
        "decorative": value.pop("decorative", False),
    }
    return block("photo", {"image": use, "caption": "", "credit": "", **value})


def set_body(page: Any, *blocks: dict[str, Any]) -> None:
    """Give a page these blocks and save it, live as it is."""
    page.body = type(page).body.field.to_python(list(blocks))
    page.save()


def translate(page: Page, code: str, parent: Page, **fields: Any) -> Any:
    """A live translation of a page, below ``parent`` in the tree of another language."""
    translation = type(page)(
        locale=Locale.objects.get(language_code=code),
        translation_key=page.translation_key,
        **{"title": f"{page.title} ({code})", "slug": f"{page.slug}-{code}", **fields},
    )
    return parent.add_child(instance=translation)


def make_document(title: str = "A walk") -> Any:
    """A small document."""
    document = get_document_model()(title=title, collection=root_collection())
    document.file.save("walk.txt", ContentFile(b"Turn left."))
    return document


def image_bytes(width: int = 640, height: int = 480, image_format: str = "JPEG") -> bytes:
    """The file of a picture in one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, image_format)
    return buffer.getvalue()


def link_authors(post: BlogPage, *authors: Author) -> None:
    """Give a post these authors, in this order."""
    post.author_links = [
        BlogPageAuthor(author=author, sort_order=place) for place, author in enumerate(authors)
    ]
    post.save()


def link_related_posts(post: BlogPage, *related: BlogPage) -> None:
    """Let a post lead on to these, in this order."""
    post.related_links = [
        RelatedPost(post=other, sort_order=place) for place, other in enumerate(related)
    ]
    post.save()
