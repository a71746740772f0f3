"""The links that a page has, as they are stored."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from django.db.models import URLField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.representation.safety import readable


class Link(NamedTuple):
    """A link.

    Attributes:
        kind: ``"page"``, ``"document"``, or ``"web"``.
        target: the primary key, or the address.
    """

    kind: str
    target: str


def links_of(page: Page) -> set[Link]:
    """Return the links in all rich text, blocks, and addresses of a page of its specific class."""
    found: set[Link] = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField | RichTextField | URLField):
            value = field.value_from_object(page)
            raw = field.get_prep_value(value) if not isinstance(field, StreamField) else value
            found.update(_links_in(raw.get_prep_value() if hasattr(raw, "stream_block") else raw))
    return found


def _links_in(raw: Any) -> Iterator[Link]:
    if isinstance(raw, dict):
        for value in raw.values():
            yield from _links_in(value)
    elif isinstance(raw, list | tuple):
        for value in raw:
            yield from _links_in(value)
    elif isinstance(raw, str) and raw.startswith(("http://", "https://")):
        yield Link("web", raw)
    elif isinstance(raw, str) and "<a " in raw:
        for tag in BeautifulSoup(readable(raw), "html.parser").find_all("a"):
            kind, address = str(tag.get("linktype", "")), str(tag.get("href", ""))
            if kind in ("page", "document"):
                yield Link(kind, str(tag.get("id", "")))
            elif address.startswith(("http://", "https://")):
                yield Link("web", address)
