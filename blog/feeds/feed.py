"""A feed of a section, from the documents that the API gives."""

import datetime
import mimetypes
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.utils.feedgenerator import Enclosure

from blog.feeds.formats import FORMATS
from blog.feeds.html import content_of
from blog.models import BlogPage
from blog.sections import Section
from cms.pages.public import public_site
from cms.pages.reader import read_pages, reading_of
from cms.representation.selection import exactly
from home.navigation import publication

#: How many posts a feed has.
LENGTH = 20

_ENTRY = exactly(
    "title",
    "html_url",
    "locale",
    "dir",
    "last_published_at",
    "first_published_at",
    "date",
    "intro",
    "authors",
    "categories",
    "tags",
    "lead_image",
    "body",
)


def make_feed(section: Section, kind: str, request: HttpRequest) -> Any:
    """Return a feed of a section's newest posts, in a constant number of queries.

    Args:
        section: see ``blog.sections``.
        kind: a key of FORMATS.
        request: the request for it.

    Returns:
        One of Django's feed generators.
    """
    language, reading = section.language, reading_of(request)
    root = reading.once(public_site).root(language)
    assert root is not None, "a section's language has a home page"
    origin = root.origin
    said = publication(reading, language)
    # A publication that has not named itself yet still has to be called something.
    name = said["name"] or settings.WAGTAIL_SITE_NAME
    home = f"{origin}/{language.code}/"
    title, description = name, said["tagline"]
    if section.document:
        title = f"{section.document['name']} – {name}"
        description = section.document.get("description") or section.document.get("bio") or ""
    feed = FORMATS[kind](
        title=title,
        link=urljoin(home, section.path),
        description=description or title,
        language=language.code,
        feed_url=request.build_absolute_uri(),
    )
    posts = list(section.posts[:LENGTH])
    for document in read_pages(posts, request, _ENTRY):
        feed.add_item(**_entry(document))
    return feed


def _entry(document: dict[str, Any]) -> dict[str, Any]:
    meta = document["meta"]
    published = _moment(meta["first_published_at"]) or datetime.datetime.combine(
        datetime.date.fromisoformat(document["date"]), datetime.time(), datetime.UTC
    )
    names = [author["name"] for author in document["authors"]]
    return {
        "title": document["title"],
        "link": meta["html_url"],
        "description": document["intro"],
        "unique_id": meta["html_url"],
        "unique_id_is_permalink": True,
        "pubdate": published,
        "updateddate": _moment(meta["last_published_at"]) or published,
        "author_name": ", ".join(names) or None,
        "author_names": names,
        "categories": [
            *(category["name"] for category in document["categories"]),
            *document["tags"],
        ],
        "enclosures": list(_enclosures(document)),
        "content": content_of(document, BlogPage._meta.get_field("body").stream_block),
        "language": meta["locale"],
    }


def _enclosures(document: dict[str, Any]) -> Iterator[Enclosure]:
    """The picture of a post. How many bytes it has is not known without opening the file: 0."""
    picture = document["lead_image"]
    if picture:
        kind, _ = mimetypes.guess_type(picture["src"])
        yield Enclosure(picture["src"], "0", kind or "image/jpeg")


def _moment(value: str | None) -> datetime.datetime | None:
    return None if value is None else datetime.datetime.fromisoformat(value)
