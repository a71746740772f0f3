"""The schemas of pages: a union of the page types, told apart by ``type``."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, get_page_models

from cms.representation.base import Schema
from cms.representation.compile import compile_model, listing_item


def page_types() -> list[type[Page]]:
    """Return the page types that can exist, in the order of their names."""
    models = [model for model in get_page_models() if model is not Page]
    return sorted(models, key=lambda model: str(model._meta.label))


def page_document() -> Schema:
    """The schema of one page with all its fields."""
    models: list[Any] = page_types()
    return _union(compile_model(model).schema() for model in models)


def page_item() -> Schema:
    """The schema of a page in a listing."""
    return _union(listing_item(model) for model in page_types())


def _union(members: Iterable[Schema]) -> Schema:
    return {"oneOf": list(members), "discriminator": {"propertyName": "type"}}
