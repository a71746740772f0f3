"""Filters of page listings that page types declare themselves, in ``api_filters``."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from wagtail.models import Page, get_page_models

from cms.representation.base import Schema
from cms.representation.schemas import DATE, DATE_TIME, TEXT


@dataclass(frozen=True)
class ApiFilter:
    """A query parameter of listings, such as ``?category=film``.

    Attributes:
        name: the parameter.
        lookup: the queryset lookup that it stands for, on the model that declares it.
        takes: what it takes, to end the sentence "X must be …".
        parse: turns its text into the lookup's value, or raises ValueError.
        schema: the JSON Schema of its text.
    """

    name: str
    lookup: str
    takes: str
    parse: Callable[[str], Any]
    schema: Schema


def slug_filter(name: str, lookup: str) -> ApiFilter:
    """A filter by the slug of something related."""
    return ApiFilter(name, lookup, "a slug", str, TEXT)


def date_filter(name: str, lookup: str) -> ApiFilter:
    """A filter by a date."""
    return ApiFilter(name, lookup, "a date such as 2026-06-12", _date, DATE)


def _date(text: str) -> datetime.date:
    date = parse_date(text)
    if date is None:
        raise ValueError
    return date


def _moment(text: str) -> datetime.datetime:
    moment = parse_datetime(text)
    if moment is None:
        moment = datetime.datetime.combine(_date(text), datetime.time.min)
    return make_aware(moment) if is_naive(moment) else moment


#: Filters that every page has.
PAGE_FILTERS = (
    ApiFilter(
        "published_after",
        "first_published_at__gt",
        "a date or a time such as 2026-06-12T08:00:00Z",
        _moment,
        DATE_TIME,
    ),
)


def declared_filters(model: type[Page]) -> dict[str, ApiFilter]:
    """Return the filters that pages of a model can be listed by."""
    filters = [*PAGE_FILTERS, *getattr(model, "api_filters", ())]
    return {declared.name: declared for declared in filters}


def models_with_filter(name: str, within: type[Page]) -> list[type[Page]]:
    """Return the page types that declare a filter: the model itself, else those built on it."""
    if name in declared_filters(within):
        return [within]
    return [
        model
        for model in get_page_models()
        if issubclass(model, within) and name in declared_filters(model)
    ]
