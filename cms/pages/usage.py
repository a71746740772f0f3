"""Where a shared row is used: rows that a page names in a list of many are used there, too.

Wagtail's reference index (8.0.1) passes over many-to-many fields, so that a category seemed to be
used nowhere. This can go when it reads them itself.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from modelcluster.fields import ParentalManyToManyField


def _extract_references(
    field: Any, rows: Iterable[Any]
) -> Iterator[tuple[type[Any], str, str, str]]:
    """Give model, key, and the place in the model and in the page, as Wagtail asks fields to."""
    for row in rows:
        yield field.related_model, str(row.pk), "item", str(row.pk)


def index_many_to_many() -> None:
    """Teach such fields to tell what they refer to. Called once, while applications start."""
    ParentalManyToManyField.extract_references = _extract_references


def index_uses(page: Any) -> None:
    """Index once more what a saved page refers to, if it names rows in lists of many.

    Wagtail does so before these lists are saved, and again only at the next change.
    """
    from wagtail.signal_handlers import update_reference_index_on_save  # noqa: PLC0415  has models

    lists = page._meta.many_to_many
    if any(isinstance(field, ParentalManyToManyField) for field in lists):
        update_reference_index_on_save(page)
