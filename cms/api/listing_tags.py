"""What a listing depends on beside what it shows: what would come into it, or leave it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import QueryDict
from wagtail.models import Page

from cms.delivery.tags import PAGES, SEARCH, model_tag, page_tag, pages_tag, part_of
from cms.pages.filters import declared_filters, models_with_filter

#: Parameters that name a page by its key, and lose what they refer to when it goes.
_OF_PAGES = ("ancestor_of", "child_of", "descendant_of", "translation_of")

#: Parameters that look into the search index.
_OF_SEARCH = ("q", "search")


def tags_of_listing(model: type[Model], parameters: QueryDict) -> set[str]:
    """Return the tags of all objects that may come into a listing, and of what decides it.

    Args:
        model: of the objects that are listed.
        parameters: what is asked for, found to be right before.
    """
    tags = {model_tag(joined) for name in parameters for joined in _models_joined(model, name)}
    if any(name in parameters for name in _OF_SEARCH):
        tags.add(SEARCH)
    if not issubclass(model, Page):
        return {model_tag(model), *tags}
    named = (str(parameters[name]) for name in _OF_PAGES if name in parameters)
    tags.update(page_tag(text) for text in named if text.isdecimal())
    tags.add(pages_tag(str(parameters["locale"])) if "locale" in parameters else PAGES)
    return tags


def _models_joined(model: type[Model], name: str) -> Iterator[type[Model]]:
    """Yield the models whose rows decide what a filter finds."""
    if not issubclass(model, Page):
        yield from _models_along(model, name)
        return
    declaring = models_with_filter(name, model)
    for page_type in declaring:
        yield from _models_along(page_type, declared_filters(page_type)[name].lookup)
    if not declaring:
        yield from _models_along(model, name)


def _models_along(model: type[Model], lookup: str) -> Iterator[type[Model]]:
    """Yield the models that a queryset lookup leads to, but those that are a part of the first."""
    for name in lookup.split("__"):
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            return  # what it does with the value, such as ``gte``
        if not field.is_relation or field.related_model is None:
            return
        whole, owner, model = part_of(field.related_model), model, field.related_model
        if whole is None or not issubclass(owner, whole.related_model):
            yield model
