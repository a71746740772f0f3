"""What keeps the index right when something changes that other entries say, too.

A page's entry has the names of its categories, authors, and tags, and the texts of its photos. When
one of these is renamed or goes, or a photo becomes private, the entries of all that refer to it are
written anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    ReferenceIndex,
)
from wagtail.search import index

from cms.search.tasks import index_objects

_NOTED = "_entries_that_say_it"


def connect() -> None:
    """Listen to the models whose texts stand in the entries of others, and to what is deleted."""
    for model in index.get_indexed_models():
        # What Wagtail does for the others.
        if not getattr(model, "search_auto_update", True):
            post_delete.connect(_remove, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(_after_restricting, sender=CollectionViewRestriction)
    post_save.connect(_after_saving_collection, sender=Collection)
    for model in _said_by():
        pre_save.connect(_before_saving, sender=model)
        post_save.connect(_afterwards, sender=model)
        pre_delete.connect(_before_deleting, sender=model)
        post_delete.connect(_afterwards, sender=model)


@cache
def _said_by() -> dict[Any, list[tuple[Any, str, list[str]]]]:
    """Return the models that others refer to, with those, the way to them, and what they read."""
    said: dict[Any, list[tuple[Any, str, list[str]]]] = defaultdict(list)
    for model in index.get_indexed_models():
        for related, way, names in _related(model, model.get_search_fields()):
            said[related].append((model, way, names))
    photo = get_image_model()
    names = [each.field_name for each in photo.get_searchable_search_fields()]
    said[photo].append((None, "", names))
    return said


def _related(model: Any, declared: Iterable[Any]) -> Iterable[tuple[Any, str, list[str]]]:
    for each in declared:
        if isinstance(each, index.RelatedFields):
            related = model._meta.get_field(each.field_name).related_model
            names = [sub.field_name for sub in each.fields if isinstance(sub, index.SearchField)]
            if names:
                yield related, each.field_name, names
            for further, way, inner in _related(related, each.fields):
                yield further, f"{each.field_name}__{way}", inner


def _remove(sender: Any, instance: Any, **kwargs: Any) -> None:
    index.remove_object(instance)


def _before_saving(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    setattr(instance, _NOTED, {})
    if raw or instance.pk is None:
        return
    names = {name for _, _, read in _said_by()[sender] for name in read if _is_column(sender, name)}
    if issubclass(sender, CollectionMember):
        names.add("collection_id")  # which says whether it is public
    before = sender._base_manager.filter(pk=instance.pk).values(*names).first()
    if before is not None and any(before[name] != getattr(instance, name) for name in names):
        setattr(instance, _NOTED, _entries_that_say(instance))


def _before_deleting(sender: Any, instance: Any, **kwargs: Any) -> None:
    setattr(instance, _NOTED, _entries_that_say(instance))


def _afterwards(sender: Any, instance: Any, **kwargs: Any) -> None:
    _index(instance.__dict__.pop(_NOTED, {}))


def _after_restricting(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Have written anew what refers to photos that are private from now on, or no more."""
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection is not None:  # else it is deleted together with it
        _index_pages_with_photos_in(collection)


def _after_saving_collection(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Do the same where it is elsewhere afterwards: the admin moves it after it has saved it."""
    before = instance.path

    def look() -> None:
        moved = Collection.objects.filter(pk=instance.pk).exclude(path=before).first()
        if moved is not None:
            _index_pages_with_photos_in(moved)

    transaction.on_commit(look)


def _index_pages_with_photos_in(collection: Collection) -> None:
    """Have written anew what refers to photos in a collection or in those below it."""
    photos = get_image_model()._base_manager.filter(collection__path__startswith=collection.path)
    index_what_shows(photos.values_list("pk", flat=True))


def index_what_shows(photos: Iterable[Any]) -> None:
    """Have written anew what refers to photos that came into another collection.

    Args:
        photos: the primary keys of those that were not saved one by one.
    """
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
        to_object_id__in=list(map(str, photos)),
    )
    found: dict[str, set[str]] = defaultdict(set)
    for content_type, key in references.values_list("base_content_type", "object_id").distinct():
        _note(found, ContentType.objects.get_for_id(content_type), key)
    _index(found)


def _entries_that_say(instance: Any) -> dict[str, set[str]]:
    """Return the keys of what refers to a row, by the label of its model."""
    found: dict[str, set[str]] = defaultdict(set)
    for model, way, _ in _said_by()[type(instance)]:
        if model is None:
            for reference in ReferenceIndex.get_references_to(instance):
                _note(found, reference.base_content_type, reference.object_id)
        else:
            keys = model._base_manager.filter(**{way: instance.pk}).values_list("pk", flat=True)
            found[model._meta.label].update(map(str, keys))
    return {label: keys for label, keys in found.items() if keys}


def _note(found: dict[str, set[str]], content_type: Any, key: str) -> None:
    """Note an object by the label of its model, if it has an entry."""
    owner = content_type.model_class()
    if owner is not None and issubclass(owner, index.Indexed):
        found[owner._meta.label].add(key)


def _index(found: dict[str, set[str]]) -> None:
    """Have entries written anew."""
    for label, keys in found.items():
        index_objects.enqueue(label, sorted(keys))


def _is_column(model: Any, name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).concrete)
    except FieldDoesNotExist:
        return False
