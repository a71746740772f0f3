"""Tags: the names of what changes, and of what an answer was made from.

A line of the journal carries the tags of what changed; an answer of the API carries, in
``Cache-Tag``, the tags of what it was made from. An answer is out of date when the two meet.
"""

from typing import Any
from uuid import UUID

from django.db import models
from wagtail.models import Page

#: Whatever there is.
EVERYTHING = "everything"

#: Any page in any language.
PAGES = "pages"

#: Who may see what, and where it is found: sites, locales, collections, view restrictions.
STRUCTURE = "structure"

#: Any entry of the search index.
SEARCH = "search"

#: Any tag that editors give, and what it is given to.
TAGGING = "taggit.tag"


def page_tag(pk: int | str) -> str:
    """Return the tag of one page: ``page-12``."""
    return f"page-{pk}"


def family_tag(translation_key: UUID | str) -> str:
    """Return the tag of a page together with its translations: ``family-`` and 32 hex digits."""
    return f"family-{_hex(translation_key)}"


def pages_tag(language_code: str) -> str:
    """Return the tag of all pages of a language: ``pages-he``."""
    return f"pages-{language_code}"


def model_tag(model: type[models.Model]) -> str:
    """Return the tag of all rows of a model: ``blog.category``; ``pages`` for every page type."""
    root = root_of(model)
    return PAGES if root is Page else root._meta.label_lower


def row_tag(model: type[models.Model], pk: Any) -> str:
    """Return the tag of one row: ``blog.category-5``; ``page-12`` for every page type.

    A row whose primary key is neither a number nor a UUID has no tag of its own: it goes by its
    model's.

    Args:
        model: the row's model; of a model that inherits from another one, either will do.
        pk: the primary key. UUIDs are written in 32 hex digits.
    """
    root = root_of(model)
    if root is Page:
        return page_tag(pk)
    if isinstance(root._meta.pk, models.UUIDField):
        return f"{model_tag(root)}-{_hex(pk)}"
    if isinstance(root._meta.pk, models.IntegerField):
        return f"{model_tag(root)}-{pk}"
    return model_tag(root)


def root_of(model: type[models.Model]) -> type[models.Model]:
    """Return the model whose table has the primary key; not itself when it inherits from one."""
    opts = model._meta.concrete_model._meta  # type: ignore[union-attr]
    while (parent := opts.pk.remote_field) and parent.parent_link:
        opts = parent.model._meta
    return opts.model


def _hex(key: UUID | str) -> str:
    return key.hex if isinstance(key, UUID) else key.replace("-", "")
