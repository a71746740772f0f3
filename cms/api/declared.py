"""Filters that page types declare themselves; see :mod:`cms.pages.filters`."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.utils import BadRequestError

from cms.api.contract import Parameter
from cms.api.page_schemas import page_types
from cms.pages.filters import declared_filters, models_with_filter


class DeclaredFilter(BaseFilterBackend):
    """Applies the declared filters that are asked for, to the page types that declare them."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        for name, text in request.query_params.items():
            models = models_with_filter(name, queryset.model)
            if models:
                matching = (Q(pk__in=self._matching(model, name, text)) for model in models)
                queryset = queryset.filter(reduce(or_, matching))
        return queryset

    @staticmethod
    def _matching(model: Any, name: str, text: str) -> Any:
        declared = declared_filters(model)[name]
        try:
            value = declared.parse(text)
        except ValueError:
            raise BadRequestError(f"{name} must be {declared.takes}") from None
        return model._default_manager.filter(**{declared.lookup: value}).values("pk")


def declared_parameters() -> tuple[Parameter, ...]:
    """Return the filters of all page types, as the OpenAPI document describes them."""
    declared = {
        each.name: each for model in page_types() for each in declared_filters(model).values()
    }
    return tuple(
        Parameter(name=each.name, schema=each.schema, description=f"{each.takes.capitalize()}.")
        for each in declared.values()
    )
