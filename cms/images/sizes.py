"""Sizes that models show photos in, beside those in which every photo is kept.

A model declares one with Wagtail's ``ImageRenditionField`` in its ``api_fields``; a template, or a
serializer or block of its own kind, with :func:`declare_sizes`. Photos are kept in all of them:
what is not made when a photo is saved is not made while it is read, and the upload stands in for
it. After one is declared, ``manage.py make_renditions`` makes it of the photos that there are.
"""

import logging
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import ForeignKey, Model
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.models import AbstractImage

logger = logging.getLogger(__name__)

_declared: dict[str, None] = {}


def declare_sizes(*specs: str) -> None:
    """Have every photo kept in these sizes. Call it where a module is loaded.

    Args:
        specs: Wagtail's filters, such as ``"fill-320x180"``.
    """
    _declared.update(dict.fromkeys(specs))
    all_specs.cache_clear()


class DeclaredSize(NamedTuple):
    """A size that a model declares.

    Attributes:
        photo: the model's foreign key to the photo; None for the photo itself.
        spec: Wagtail's filter, such as ``"fill-320x180"``.
    """

    photo: Any
    spec: str


def declared_size(model: type[Model], name: str, serializer: Any) -> DeclaredSize:
    """Return what ``APIField(name, serializer=ImageRenditionField(…))`` declares.

    Raises:
        LookupError: when its source is no foreign key to a photo.
    """
    source = serializer.source or name
    if source == "*":
        return DeclaredSize(None, serializer.filter_spec)
    field = model._meta.get_field(source)
    if not isinstance(field, ForeignKey) or not issubclass(field.related_model, AbstractImage):
        raise LookupError(f"{name!r} needs a foreign key to a photo, which {source!r} is not")
    return DeclaredSize(field, serializer.filter_spec)


@cache
def sizes_of(model: type[Model]) -> tuple[DeclaredSize, ...]:
    """Return the sizes that a model declares."""
    fields = [*getattr(model, "api_fields", ()), *getattr(model, "api_meta_fields", ())]
    return tuple(
        declared_size(model, field.name, field.serializer)
        for field in fields
        if isinstance(getattr(field, "serializer", None), ImageRenditionField)
    )


@cache
def all_specs() -> tuple[str, ...]:
    """Return the filters of all sizes that are declared."""
    specs = (size.spec for model in apps.get_models() for size in sizes_of(model))
    return tuple(dict.fromkeys([*specs, *_declared]))


@cache
def warn_where_undeclared(spec: str) -> None:
    """Say once in the log that photos are shown in a size which nobody declares."""
    if spec not in all_specs():
        logger.warning("Photos are shown as %r, which declare_sizes has to be told of.", spec)
