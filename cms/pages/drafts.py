"""Drafts: pages that are kept as JSON, such as revisions and previews."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DO_NOTHING, SET_NULL, ForeignKey, Model
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations

from cms.queries.among import Keys
from cms.queries.listed import values_of
from cms.queries.statement import Statement, ask_together

#: A field as JSON has it, by name.
Data = dict[str, Any]

#: The keys that there are, by the model and the name of the field that foreign keys point at.
_Existing = dict[tuple[type[Model], str], set[Any]]


class Drafted(ClusterableModel):
    """A page that is read from its drafts in few queries, however much they refer to.

    modelcluster asks for each reference alone whether it leads anywhere, and fails where the one to
    what is gone is protected, which it is only once it was published.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls,
        data: Data,
        check_fks: bool = True,
        strict_fks: bool = False,
    ) -> Any:
        """As in modelcluster. What the draft refers to and is gone is left out."""
        if check_fks and not strict_fks:
            return super().from_serializable_data(without_missing(cls, data), check_fks=False)
        return super().from_serializable_data(data, check_fks, strict_fks)


def without_missing(model: type[Model], data: Data) -> Data:
    """Return a draft without its references to rows that are gone. It costs one query.

    A reference of the draft's own becomes None. One of its children's does, too, where deletion
    would have set it so; else the child is left out.
    """
    wanted: dict[tuple[type[Model], str], set[Any]] = defaultdict(set)
    for owner, values in _with_children(model, data):
        for _, target, key in _references(owner, values):
            wanted[target].add(key)
    found = ask_together([(_keys_of(*target), {"keys": keys}) for target, keys in wanted.items()])
    existing = {
        target: {key for (key,) in rows} for target, rows in zip(wanted, found, strict=True)
    }
    return _pruned(model, data, existing) or data


def _pruned(
    model: type[Model], data: Data, existing: _Existing, *, is_child: bool = False
) -> Data | None:
    """Return what is left of the data of an instance; None where it is to be left out."""
    pruned = dict(data)
    for field, target, key in _references(model, data):
        on_delete = field.remote_field.on_delete
        if key in existing[target] or on_delete is DO_NOTHING:
            continue
        if is_child and on_delete is not SET_NULL:
            return None
        pruned[field.name] = None
    for name, child in _children(model):
        if name in data:
            left = (_pruned(child, each, existing, is_child=True) for each in data[name])
            pruned[name] = [each for each in left if each is not None]
    return pruned


def _with_children(model: type[Model], data: Data) -> Iterator[tuple[type[Model], Data]]:
    """Yield the models and the data of an instance and of all its children."""
    yield model, data
    for name, child in _children(model):
        for each in data.get(name, ()):
            yield from _with_children(child, each)


@cache
def _children(model: type[Model]) -> list[tuple[str, type[Model]]]:
    """The relations to the children of a model: their names there, and their models."""
    if not issubclass(model, ClusterableModel):
        return []
    return [
        (relation.get_accessor_name(), relation.related_model)
        for relation in get_all_child_relations(model)
    ]


def _references(model: type[Model], data: Data) -> Iterator[tuple[Any, Any, Any]]:
    """Yield each foreign key of an instance that is not None.

    But not that of a child to its parent, with which it is read.

    Yields:
        The field, what it points at (a model, and the name of a field there), and the key.
    """
    for name, value in data.items():
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if value is None or not isinstance(field, ForeignKey) or isinstance(field, ParentalKey):
            continue
        target: Any = field.target_field
        yield field, (target.model, target.name), target.to_python(value)


@cache
def _keys_of(model: type[Model], name: str) -> Statement:
    """Return the statement that finds which keys there are."""
    return Statement(
        lambda: values_of(model._default_manager.filter(**{f"{name}__among": Keys()}), name)
    )
