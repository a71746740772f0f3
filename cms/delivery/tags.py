"""Tags: the names of what changes, and of what an answer was made from.

A line of the journal carries the tags of what changed; an answer carries, in ``Cache-Tag``, the
tags of what it was made from, and of what would change it if it came. An answer is out of date when
the two meet.
"""

from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from modelcluster.fields import ParentalKey
from modelsearch.abstract_models import AbstractIndexEntry
from taggit.models import CommonGenericTaggedItemBase, ItemBase
from wagtail.images.models import AbstractRendition
from wagtail.models import BaseViewRestriction, Collection, Locale, Page, Site

#: Whatever there is. Every answer carries it.
EVERYTHING = "everything"

#: What nobody can name. Every purge names it, and answers carry it whose makers do not say what
#: they read.
ANYTHING = "anything"

#: Any page in any language.
PAGES = "pages"

#: Who may see what, and where it is found: sites and their root pages, locales, collections, view
#: restrictions. Every answer carries it.
STRUCTURE = "structure"

#: Any entry of the search index.
SEARCH = "search"

#: Any tag that editors give, and what it is given to.
TAGGING = "taggit.tag"

#: What all rows of a model go by, for models that inherit from one of these.
_BY_BASE: dict[type, str] = {
    **dict.fromkeys((BaseViewRestriction, Collection, Locale, Site), STRUCTURE),
    AbstractIndexEntry: SEARCH,
    CommonGenericTaggedItemBase: TAGGING,
}


class Journaled(NamedTuple):
    """How the journal sees rows of a model, which says so in ``journal``.

    Attributes:
        seen_while: a column and the value in it with which readers see a row.
        named_by: the column whose value stands in the tags of rows, in place of their own key.
    """

    seen_while: tuple[str, str]
    named_by: str


def page_tag(pk: int | str) -> str:
    """Return the tag of one page: ``page-12``."""
    return f"page-{pk}"


def family_tag(translation_key: UUID | str) -> str:
    """Return the tag of a page together with its translations: ``family-`` and 32 hex digits."""
    return f"family-{_hex(translation_key)}"


def pages_tag(language_code: str) -> str:
    """Return the tag of all pages of a language: ``pages-he``."""
    return f"pages-{language_code}"


def menu_tag(language_code: str) -> str:
    """Return the tag of the pages that a language shows in menus: ``menu-he``."""
    return f"menu-{language_code}"


@cache
def model_tag(model: type[models.Model]) -> str:
    """Return the tag of all rows of a model, which every line about one of them carries.

    That is ``blog.category``, say; ``pages`` for every page type; of rows that are a part of
    others, the tag of those.
    """
    whole = part_of(model)
    if whole is not None:
        return model_tag(whole.related_model)
    root = root_of(model)
    if root is not model:
        return model_tag(root)
    if root is Page:
        return PAGES
    for base, tag in _BY_BASE.items():
        if issubclass(root, base):
            return tag
    return root._meta.label_lower


@lru_cache(maxsize=2048, typed=True)
def row_tag(model: type[models.Model], pk: Any) -> str:
    """Return the tag of one row: ``blog.category-5``; ``page-12`` for every page type.

    A row that has no tag of its own goes by its model's: one that is a part of another, and one
    whose primary key is neither a number nor a UUID.

    Args:
        model: the row's model; of a model that inherits from another one, either will do.
        pk: the primary key, or what ``Journaled.named_by`` has stand in its place. UUIDs are
            written in 32 hex digits.
    """
    beginning = _beginning(model)
    return model_tag(model) if beginning is None else f"{beginning}{_text(pk)}"


def row_tags(model: type[models.Model], pks: Iterable[Any]) -> Iterator[str]:
    """Yield the tags of rows of a model."""
    return (row_tag(model, pk) for pk in pks)


def tags_of_seen(
    model: type[models.Model], pks: Iterable[Any], seen: Container[Any]
) -> Iterator[str]:
    """Yield the tags of rows that an answer refers to, of which readers see only some.

    The others go by their model's tag: their keys are in no answer.

    Args:
        pks: the primary keys of all of them.
        seen: those that readers see.
    """
    for pk in pks:
        yield row_tag(model, pk) if pk in seen else model_tag(model)


@cache
def _beginning(model: type[models.Model]) -> str | None:
    """Return what the tags of a model's rows begin with; None where rows have none."""
    root = root_of(model)
    if root is Page:
        return page_tag("")
    named_by_key = isinstance(root._meta.pk, models.IntegerField | models.UUIDField)
    if named_by_key and model_tag(model) == root._meta.label_lower:
        return f"{model_tag(model)}-"
    return None


@lru_cache(maxsize=8192)
def coarser(tag: str) -> str:
    """Return a tag that every line carries which carries this one; itself where there is none."""
    beginning, _, rest = tag.partition("-")
    if not rest:
        return tag
    return beginning if "." in beginning else PAGES


@cache
def part_of(model: Any) -> Any:
    """Return the foreign key by which a row is a part of another one; None where it is not."""
    if model._meta.auto_created:
        relation = next(
            field
            for field in model._meta.auto_created._meta.local_many_to_many
            if field.remote_field.through is model
        )
        return model._meta.get_field(relation.m2m_field_name())
    for field in model._meta.local_fields:
        if isinstance(field, ParentalKey) or (
            isinstance(field, models.ForeignKey)
            and (
                _is_shared_key(field)
                or (field.name == "image" and issubclass(model, AbstractRendition))
                or (field.name == "content_object" and issubclass(model, ItemBase))
            )
        ):
            return field
    return None


def _is_shared_key(field: Any) -> bool:
    """Whether a row is a supplement of another one, whose key it has for its own."""
    return bool(field.primary_key and not field.remote_field.parent_link)


def root_of(model: type[models.Model]) -> type[models.Model]:
    """Return the model whose table has the primary key; not itself when it inherits from one."""
    opts = model._meta.concrete_model._meta  # type: ignore[union-attr]
    while (parent := opts.pk.remote_field) and parent.parent_link:
        opts = parent.model._meta
    return opts.model


def _text(pk: Any) -> str:
    return _hex(pk) if isinstance(pk, UUID | str) else str(pk)


def _hex(key: UUID | str) -> str:
    return key.hex if isinstance(key, UUID) else key.replace("-", "")
