"""Pages as what they are: each in its own type."""

from collections import defaultdict
from collections.abc import Iterable
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


#: The types of the pages that were found last, by key: a page never changes its own.
_types: dict[Any, type[Page]] = {}
_MOST_KEPT = 4096


def find_specific(key: Any) -> Page | None:
    """Return the page with a key in its own type, or None.

    It takes one query where the process knows the page's type, else two.
    """
    model = _types.get(key)
    page = None if model is None else _find(model, key)
    if page is None and (row := _find(Page, key)) is not None:
        [page] = read_specific([row])
        if len(_types) >= _MOST_KEPT:
            _types.clear()
        _types[key] = type(page)
    return page


def _find(model: Any, key: Any) -> Page | None:
    return next(iter(instances_of(model).ask(keys=[key])), None)
