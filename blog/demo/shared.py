"""The demo's shared rows: settings, categories, authors, photos, and documents."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.models import Site

from blog.demo.pictures import draw
from blog.taxonomy import Author, Category
from cms.images.models import Photo
from home.models import SiteSettings


def per_language(**texts: dict[str, str]) -> dict[str, str]:
    """Turn ``name={"en": …, "fr": …}`` into ``{"name_en": …, "name_fr": …}``."""
    return {
        f"{name}_{code}": text for name, by_code in texts.items() for code, text in by_code.items()
    }


def load_settings(settings: dict[str, Any], photos: dict[str, Photo]) -> None:
    """Name the publication, unless it has a name already.

    Args:
        settings: its texts, and the key of the photo that it is shared with.
        photos: by key.
    """
    share_picture = photos[settings.pop("share_picture")]
    SiteSettings.objects.get_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={**per_language(**settings), "share_picture": share_picture},
    )


def load_categories(categories: dict[str, Any]) -> dict[str, Category]:
    """Return the categories by key, made where there is none with the slug."""
    return {
        key: Category.objects.get_or_create(
            slug=data["slug"],
            defaults=per_language(name=data["name"], description=data["description"]),
        )[0]
        for key, data in categories.items()
    }


def load_authors(authors: dict[str, Any]) -> dict[str, Author]:
    """Return the authors by key, made where there is none with the slug."""
    return {
        key: Author.objects.get_or_create(
            slug=data["slug"],
            defaults={
                "kind": data["kind"],
                **per_language(name=data["name"], bio=data["bio"]),
            },
        )[0]
        for key, data in authors.items()
    }


def load_photos(photos: dict[str, Any], size: tuple[int, int]) -> dict[str, Photo]:
    """Draw the photos and return them by key.

    Args:
        photos: their texts, by the key of their drawing.
        size: width and height in pixels.
    """
    loaded = {}
    for key, data in photos.items():
        buffer = io.BytesIO()
        draw(data["pattern"], size).save(buffer, "JPEG", quality=90)
        photo = Photo(
            title=data["title"],
            file=ImageFile(buffer, f"{key}.jpg"),
            **per_language(
                description=data["description"], caption=data["caption"], credit=data["credit"]
            ),
        )
        photo._set_image_file_metadata()
        photo.save()
        loaded[key] = photo
    return loaded


def load_documents(documents: dict[str, Any], size: tuple[int, int]) -> dict[str, Any]:
    """Make the documents, each a drawn page as PDF, and return them by key."""
    loaded = {}
    for key, data in documents.items():
        buffer = io.BytesIO()
        draw("lamp", size).save(buffer, "PDF", resolution=150)
        document = get_document_model()(title=data["title"])
        document.file.save(f"{key}.pdf", ContentFile(buffer.getvalue()), save=False)
        document._set_document_file_metadata()
        document.save()
        loaded[key] = document
    return loaded
