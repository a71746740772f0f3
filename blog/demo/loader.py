"""Loading the demo publication, all of it or nothing."""

from enum import Enum

from django.db import transaction
from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from blog.demo import content
from blog.demo.bodies import Targets
from blog.demo.comments import load_comments
from blog.demo.pages import fill_page, fill_post, outline, translation_key
from blog.demo.shared import (
    load_authors,
    load_categories,
    load_documents,
    load_photos,
    load_settings,
)
from blog.models import Author, BlogIndexPage, Category

PICTURE_SIZE = (1800, 1200)


class State(Enum):
    """What a database holds, as far as the demo is concerned."""

    EMPTY = "nothing but empty home pages"
    DEMO = "the demo publication"
    OTHER = "other content"


def state() -> State:
    """Find out what the database holds."""
    if BlogIndexPage.objects.filter(translation_key=translation_key("blog")).exists():
        return State.DEMO
    pages = Page.objects.filter(Q(depth__gt=2) | Q(latest_revision__isnull=False))
    rows = (get_image_model(), get_document_model(), Author, Category)
    written = pages.exists() or any(model._default_manager.exists() for model in rows)
    return State.OTHER if written else State.EMPTY


@transaction.atomic
def load(picture_size: tuple[int, int] = PICTURE_SIZE) -> None:
    """Load the demo publication.

    Args:
        picture_size: width and height of the drawn photos, in pixels.

    Raises:
        ValidationError: when other pages are where the demo's would be.
    """
    shared, pages, posts = content.read_shared(), content.read_pages(), content.read_posts()
    categories = load_categories(shared["categories"])
    authors = load_authors(shared["authors"])
    photos = load_photos(shared["photos"], picture_size)
    load_settings(shared["settings"], photos)
    targets = Targets(
        pages=outline(pages, posts),
        drafts=content.drafts(posts),
        photos=photos,
        documents=load_documents(shared["documents"], picture_size),
    )
    fill_page("home", pages["home"], targets)
    fill_page("about", pages["about"], targets, show_in_menus=True)
    fill_page("blog", pages["blog"], targets, show_in_menus=True)
    for key, post in posts.items():
        fill_post(key, post, targets, categories, authors)
    load_comments(content.read_comments(), targets)
