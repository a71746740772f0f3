"""Pages as what they are: each in its own type."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Page

from cms.queries.listed import instances_of


def read_specific(pages: Iterable[Any]) -> list[Any]:
    """Return pages in their own types, in the same order, in one query a type.

    Args:
        pages: of any type, or rows of the page table. One whose type is no more stays as it is.
    """
    pages = list(pages)
    by_type: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        model = page.specific_class
        if model is not None and not isinstance(page, model):
            by_type[model].append(page.pk)
    found = {
        page.pk: page
        for model, keys in by_type.items()
        for page in instances_of(model).ask(keys=keys)
    }
    return [found.get(page.pk, page) for page in pages]


def find_by_keys(keys: Sequence[Any]) -> list[Page]:
    """Return the rows of the page table with these keys, in this order."""
    found = {page.pk: page for page in instances_of(Page).ask(keys=keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def find_by_key(key: Any) -> Page | None:
    """Return the row of the page table with a key, or None."""
    return next(iter(instances_of(Page).ask(keys=[key])), None)
