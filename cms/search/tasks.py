"""What is written into the index after something was saved."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django_tasks import task
from wagtail.models import COMMENTS_RELATION_NAME
from wagtail.search import index
from wagtail.search.backends import get_search_backends

_CHUNK = 500
#: What says in which language a page is read, and whether its words may be suggested.
_ALSO_READ = {"live", "locale", "locale_id"}


@task()
def index_objects(label: str, keys: list[Any]) -> None:
    """Write the entries of objects anew; what was deleted meanwhile is passed over.

    Args:
        label: their model, as ``blog.BlogPage``; pages may be of types built on it.
        keys: their primary keys.

    Raises:
        what a search engine raises that cannot be told, once the database's own index is written.
    """
    model: Any = apps.get_model(label)
    failed: Exception | None = None
    for start in range(0, len(keys), _CHUNK):
        found: dict[Any, list[Any]] = {}
        for obj in model._base_manager.filter(pk__in=keys[start : start + _CHUNK]):
            instance = obj.get_indexed_instance()
            if instance is not None:
                found.setdefault(type(instance), []).append(instance)
        for kind, objects in found.items():
            # An engine is told first: with the database's entries, answers are made anew.
            for backend in get_search_backends():
                try:
                    backend.add_bulk(kind, objects)
                except getattr(backend, "errors", ()) as error:
                    failed = error
    if failed is not None:
        raise failed


def index_saved(instance: Any, update_fields: Collection[str] | None) -> None:
    """Have the entry of an object written anew that was saved.

    Args:
        instance: the object.
        update_fields: as ``save()`` takes them: when none of them is read, as when a draft is
            saved beside what is live, nothing is written.
    """
    model = type(instance)
    if update_fields is None or any(_is_read(model, name) for name in update_fields):
        index_objects.enqueue(model._meta.label, [str(instance.pk)])


def _is_read(model: Any, name: str) -> bool:
    """Whether an entry may say what a field holds."""
    declared = {
        each.field_name
        for each in model.get_search_fields()
        if not isinstance(each, index.FilterField)
    }
    if name == COMMENTS_RELATION_NAME:  # what editors say to each other
        return False
    # Methods may read any column, and relations are declared by other names than they are saved by.
    return (
        name in declared | _ALSO_READ
        or not _is_column(model, name)
        or not all(_is_field(model, each) for each in declared)
    )


def _is_field(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _is_column(model: Any, name: str) -> bool:
    return _is_field(model, name) and bool(getattr(model._meta.get_field(name), "column", None))
