"""What is written into the index after something was saved."""

from typing import Any

from django.apps import apps
from django_tasks import task
from wagtail.search.backends import get_search_backend

_CHUNK = 500


@task()
def index_objects(label: str, keys: list[Any]) -> None:
    """Write the entries of objects anew; what was deleted meanwhile is passed over.

    Args:
        label: their model, as ``blog.BlogPage``; pages may be of types built on it.
        keys: their primary keys.
    """
    model: Any = apps.get_model(label)
    backend = get_search_backend()
    for start in range(0, len(keys), _CHUNK):
        found: dict[Any, list[Any]] = {}
        for obj in model._base_manager.filter(pk__in=keys[start : start + _CHUNK]):
            instance = obj.get_indexed_instance()
            if instance is not None:
                found.setdefault(type(instance), []).append(instance)
        for kind, objects in found.items():
            backend.add_bulk(kind, objects)
