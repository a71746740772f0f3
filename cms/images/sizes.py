"""Sizes that models show photos in, beside those in which every photo is kept.

A model declares one with Wagtail's ``ImageRenditionField`` in its ``api_fields``. Photos are kept
in all of them: what is not made when a photo is saved could not be made while it is read.
"""

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import ForeignKey, Model
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.models import AbstractImage


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
    """Return the filters that all models declare."""
    specs = (size.spec for model in apps.get_models() for size in sizes_of(model))
    return tuple(dict.fromkeys(specs))
