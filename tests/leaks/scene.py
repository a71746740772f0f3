"""The publication that the leak matrix is read in, before anything in it is hidden."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from blog.comments.models import Comment
from blog.models import Author, BlogPage, BlogPageAuthor, Category, RelatedPost
from cms.images.models import Photo
from home.models import SiteSettings
from tests.conftest import Publication
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CommentFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    image_bytes,
    link_authors,
    make_document,
    photo_block,
    root_collection,
    set_body,
    translate,
)

#: What is hidden gets the keys that follow these; no other number in an answer begins so.
FIRST_KEYS: dict[Any, int] = {
    Page: 710_000_000,
    Photo: 720_000_000,
    get_document_model(): 730_000_000,
    Comment: 740_000_000,
}
#: As many of them as public pages refer to from the beginning.
REFERRED_TO = 30

_FAMILIES = UUID("5f0c2a51-6f3e-4b63-8d0e-2f5a1c1c7b10")


def family(word: str) -> UUID:
    """Return the translation key of what goes by a word."""
    return uuid5(_FAMILIES, word)


@dataclass
class Scene:
    """A publication, in which everything public refers to what will be hidden.

    Attributes:
        post: what refers to everything: related posts, links, photos, and the film's poster.
        covers: posts whose lead photo is to be hidden.
        about: a page in the menu, which stands for itself in English and in French.
        above: the draft that a public page, ``below``, is below.
        edited: public posts with newer words that are not public, by what is done to them.
        category, author, tag: what public posts and hidden ones have in common.
        elsewhere: the home page of another site.
    """

    publication: Publication
    post: BlogPage
    covers: list[BlogPage]
    about: dict[str, Any]
    above: Any
    below: Any
    edited: dict[str, BlogPage]
    category: Category
    author: Author
    photo: Photo
    document: Any
    redirect: Redirect
    elsewhere: Any
    editor: User
    tag: str = "fez"
    words: list[str] = field(default_factory=list)


def make_scene(publication: Publication, words: list[str]) -> Scene:
    """Make it, with a public French page for each word, which is in the family of what is hidden.

    Args:
        words: those of the states.
    """
    homes, indexes = publication.homes, publication.indexes
    for page in indexes.values():
        page.show_in_menus = True
        page.save()
    photo = PhotoFactory(title="Blue door")
    about = StandardPageFactory(parent=homes["en"], title="About us", slug="about")
    above = StandardPageFactory(parent=homes["en"], title="Above", slug="above", live=False)
    elsewhere = StandardPageFactory(parent=Page.objects.get(depth=1), slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
    scene = Scene(
        publication=publication,
        post=PostFactory(parent=indexes["en"], title="Open", slug="open", date=date(2024, 5, 1)),
        covers=[PostFactory(parent=indexes["en"], title=f"Cover {n}") for n in range(3)],
        about={"en": about, "fr": translate(about, "fr", homes["fr"], slug="a-propos")},
        above=above,
        below=StandardPageFactory(parent=above, title="Below", slug="below", show_in_menus=True),
        edited={
            name: PostFactory(parent=indexes["en"], title=f"Edited {name}")
            for name in ("drafted", "scheduled", "redacted")
        },
        category=CategoryFactory(name_en="Film", slug="film"),
        author=AuthorFactory(name_en="Ada", slug="ada"),
        photo=photo,
        document=make_document("A walk"),
        redirect=Redirect.objects.create(old_path="/old", redirect_link="/en/"),
        elsewhere=elsewhere,
        editor=User.objects.create_superuser("editor"),
        words=words,
    )
    for word in words:
        translate(
            PostFactory.build(parent=None, title="Ouvert", translation_key=family(word)),
            *("fr", indexes["fr"]),
            title="Ouvert",
            slug=f"ouvert-{words.index(word)}",
        )
    _refer(scene)
    for page in scene.edited.values():
        page.save_revision().publish()
        page.refresh_from_db()
    for model, first in FIRST_KEYS.items():
        _number_from(model, first)
    return scene


def _refer(scene: Scene) -> None:
    """Have the public post refer to what there will be, and to what there is."""
    keys = {model: range(first + 1, first + 1 + REFERRED_TO) for model, first in FIRST_KEYS.items()}
    links = [f'<a linktype="page" id="{key}">page</a>' for key in keys[Page]]
    files = [f'<a linktype="document" id="{key}">file</a>' for key in keys[get_document_model()]]
    embeds = [
        f'<embed embedtype="image" id="{key}" alt="photo" format="left"/>' for key in keys[Photo]
    ]
    film = {"url": "https://vimeo.com/76979871", "title": "A film"}
    photos = [{"image": key, "alt_text": "", "decorative": False} for key in keys[Photo][:6]]
    set_body(
        scene.post,
        block("text", f"<p>Doors {' '.join([*links, *files])}</p>{''.join(embeds)}"),
        photo_block(scene.photo),
        *(block("photo", {"image": each, "caption": "", "credit": ""}) for each in photos),
        *(block("video", {**film, "poster": key}) for key in keys[Photo][:6]),
    )
    scene.post.categories = [scene.category]
    scene.post.tags.add(scene.tag)
    link_authors(scene.post, scene.author)
    CommentFactory(page=scene.post, text="Lovely.")


def refer_to_rows(scene: Scene) -> None:
    """Have public rows refer to what is there now: the database knows no others."""
    hidden = BlogPage.objects.filter(pk__gt=FIRST_KEYS[Page])
    RelatedPost.objects.filter(page=scene.post).delete()
    RelatedPost.objects.bulk_create(
        RelatedPost(page=scene.post, post=post, sort_order=place)
        for place, post in enumerate(hidden)
    )
    for page in hidden:
        old = f"/en/old-{page.pk - FIRST_KEYS[Page]}"
        Redirect.objects.get_or_create(old_path=old, redirect_page=page)
    photos = Photo.objects.filter(pk__gt=FIRST_KEYS[Photo])
    for cover, photo in zip(scene.covers, photos, strict=False):
        cover.lead_image = photo
        cover.save()
    SiteSettings.objects.update_or_create(
        site=scene.publication.site, defaults={"share_picture": photos.first()}
    )


def write(scene: Scene, word: str, **fields: Any) -> BlogPage:
    """Write a post with the word in everything that it has.

    But its category and its author are public, as all are from the moment that they are made.

    Args:
        fields: other ones than a live post in the English index has.
    """
    post = PostFactory(
        **{
            "parent": scene.publication.indexes["en"],
            "title": word,
            "slug": word,
            "seo_title": word,
            "search_description": word,
            "intro": word,
            "date": date(2023, 4, 1),
            "show_in_menus": True,
            "translation_key": family(word),
            "lead_image": scene.photo,
            **fields,
        }
    )
    post.categories = [scene.category]
    post.author_links = [BlogPageAuthor(author=scene.author)]
    post.tags.add(scene.tag, word)
    set_body(post, *body(scene, word))
    CommentFactory(page=post, name=word, text=word)
    return post


def body(scene: Scene, word: str) -> list[dict[str, Any]]:
    """Blocks that say the word in every field."""
    quote = {"text": f"<p>{word}</p>", "attribution": word, "source_title": word}
    return [
        block("text", f"<h2>Doors {word}</h2><p>{word}</p>"),
        block("quote", {**quote, "source_url": f"https://{word}.example/", "note": word}),
        block(
            "video",
            {"url": "https://vimeo.com/76979871", "title": word, "caption": word, "poster": None},
        ),
        photo_block(scene.photo, alt_text=word, caption=word, credit=word),
        block("source", {"publication": word, "title": word, "url": f"https://{word}.example/"}),
    ]


def make_photo(word: str, collection: Collection) -> Photo:
    """Make a photo that says the word in every field, and is called so."""
    texts = {f"{name}_en": word for name in ("description", "caption", "credit")}
    photo = PhotoFactory.build(title=word, collection=collection, **texts)
    photo.file.save(f"{word}.jpg", ContentFile(image_bytes(64, 48)), save=False)
    photo.save()
    photo.tags.add(word)
    return photo


def add_document(word: str, collection: Collection) -> Any:
    """Make a document that says the word, and is called so."""
    document = get_document_model()(title=word, collection=collection)
    document.file.save(f"{word}.txt", ContentFile(word.encode()))
    document.tags.add(word)
    return document


def add_collection(inside: Collection | None = None) -> Collection:
    """Make a collection that everybody may see, in the root collection or inside another."""
    return (inside or root_collection()).add_child(name="Shelf")


def close(collection: Collection) -> None:
    """Let nobody see a collection who is not logged in."""
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def open_(collection: Collection) -> None:
    """Let everybody see it again."""
    collection.view_restrictions.all().delete()


def _number_from(model: Any, first: int) -> None:
    """Have the next rows of a model get the keys after a number."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"
            cursor.execute(sequence, [table, column, first])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first]
            )
