"""From a model's ``api_fields``, as Wagtail's API v2 understands them, to its representation."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, ForeignObjectRel, ManyToManyField, Model
from modelcluster.fields import ParentalKey
from modeltranslation.manager import get_translatable_fields_for_model
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.api.conf import get_model_field

from cms.languages import Language
from cms.representation.base import Representation, Schema
from cms.representation.foreign import Property
from cms.representation.models import COMPUTED_FOR_ALL, ModelRepresentation
from cms.representation.references import Fetched, References
from cms.representation.registry import (
    ModelDescription,
    describe_model,
    represent_field,
    represent_serializer,
)
from cms.representation.relations import (
    Attribute,
    Children,
    ManyToMany,
    Pointer,
    RelatedList,
    Rows,
    Tags,
)
from cms.representation.scalars import ScalarField, TranslatedText
from cms.representation.selection import EVERYTHING, Mode, Selection, UnknownFieldsError, choose

#: Makes the representation of a field from its model and the selection inside it.
FieldFactory = Callable[[type[Model], Selection], Representation]


class RepresentedField(APIField):
    """An entry of ``api_fields`` that brings its own representation.

    ``factory(model, selection)`` makes it; the representation's raw value is the instance.
    """

    def __init__(self, name: str, factory: FieldFactory) -> None:
        super().__init__(name)
        self.factory = factory


def field_names(model: type[Model]) -> tuple[list[str], list[str]]:
    """Return the names of a model's body fields and of its meta fields, in order."""
    description = describe_model(model)
    return (
        [*description.body, *(field.name for field in _api_fields(model, "api_fields"))],
        [*description.meta, *(field.name for field in _api_fields(model, "api_meta_fields"))],
    )


def _api_fields(model: type[Model], attribute: str) -> list[APIField]:
    return [
        field if isinstance(field, APIField) else APIField(field)
        for field in getattr(model, attribute, ())
    ]


@lru_cache(maxsize=512)
def compile_model(
    model: type[Model], selection: Selection = (), mode: Mode = "detail"
) -> ModelRepresentation:
    """Compile how a model's instances are given. Kept per model, selection, and mode.

    Args:
        model: the model.
        selection: what ``?fields=`` asks for.
        mode: where the instances stand, which decides what is given by default.

    Raises:
        UnknownFieldsError: when the selection mentions what there is not.
    """
    description = describe_model(model)
    body, meta = field_names(model)
    available = list(dict.fromkeys([*body, *meta]))
    if mode != "detail":
        available = [name for name in available if name not in description.detail_only]
    declared = {
        field.name: field
        for field in [*_api_fields(model, "api_fields"), *_api_fields(model, "api_meta_fields")]
    }
    fields = {
        name: _compile_field(model, description, name, declared.get(name), inside)
        for name, inside in choose(selection, available, default_names(model, mode)).items()
    }
    representation = description.representation or ModelRepresentation
    # What is asked for specially has no name in the API's document.
    title = "" if selection else _TITLES[mode].format(model.__name__)
    return representation(model, description, fields, body, meta, title)


#: What a model's objects are called in the API's document.
_TITLES: dict[Mode, str] = {"detail": "{}", "listing": "{}Item", "nested": "Nested{}"}


def default_names(model: type[Model], mode: Mode) -> Iterable[str]:
    """Return the fields that are given where nothing is asked for."""
    description = describe_model(model)
    if mode == "listing":
        return description.listing
    if mode == "nested" and description.nested is not None:
        return description.nested
    body, meta = field_names(model)
    return [*body, *meta]


def listing_item(model: type[Model]) -> Schema:
    """The schema of an object in a listing.

    What a listing gives by itself is required; what ``?fields=`` may add is not.
    """
    schema = compile_model(model, EVERYTHING, "listing").schema()
    given = {*default_names(model, "listing"), "meta"}
    meta = schema["properties"]["meta"]
    meta = {**meta, "required": [name for name in meta["required"] if name in given]}
    return {
        **schema,
        "title": _TITLES["listing"].format(model.__name__),
        "required": [name for name in schema["required"] if name in given],
        "properties": {**schema["properties"], "meta": meta},
    }


def _compile_field(
    model: type[Model],
    description: ModelDescription,
    name: str,
    declared: APIField | None,
    inside: Selection,
) -> Representation:
    if isinstance(declared, RepresentedField):
        return declared.factory(model, inside)
    model_field = _model_field(model, name)
    relation = model_field is not None and model_field.is_relation
    if inside and not relation:
        raise UnknownFieldsError(f"'{name}' does not support nested fields")
    if inside:
        # What does not exist is an error also where the field does not go by the selection.
        compile_model(model_field.related_model, inside, "nested")
    if declared is not None and declared.serializer is not None:
        return represent_serializer(model, name, declared.serializer)
    if name in description.computed:
        return description.computed[name]
    if name in COMPUTED_FOR_ALL:
        return COMPUTED_FOR_ALL[name]
    if relation:
        return _compile_relation(model, model_field, name, inside)
    if name in (get_translatable_fields_for_model(model) or ()):
        return TranslatedText(name)
    if model_field is None:
        if not hasattr(model, name):
            raise LookupError(f"there is no field, property or method {name!r}")
        return Property(model, name)
    return represent_field(model_field) or Attribute(model_field.attname, ScalarField(model_field))


def _model_field(model: type[Model], name: str) -> Any:
    try:
        return get_model_field(model, name)
    except FieldDoesNotExist:
        # Whatever a model calls its primary key, readers call it id.
        return model._meta.pk if name == "id" else None


def _compile_relation(
    model: type[Model], field: Any, name: str, inside: Selection
) -> Representation:
    if isinstance(field, TaggableManager):
        return Tags(name, model)
    if isinstance(field, ForeignKey):
        return Attribute(field.attname, point_at(field.related_model, inside))
    if isinstance(field, ManyToManyField):
        return _many_to_many(field, inside)
    if isinstance(field, ForeignObjectRel) and field.one_to_many:
        return _children(field, name, inside)
    raise LookupError(f"{name!r} is a relation of a kind that needs a RepresentedField")


def _children(field: Any, name: str, inside: Selection) -> Representation:
    remote = field.field
    if isinstance(remote, ParentalKey) and (not inside or inside[0][0] not in ("*", "_")):
        # Children are part of their parent's content: all their fields are given.
        inside = (("*", False, None), *inside)
    item = compile_model(field.related_model, inside, "nested")
    return RelatedList(Children(name, field.related_model, remote.name), item, name)


def _many_to_many(field: Any, inside: Selection) -> Representation:
    target = field.related_model
    # Targets that are not all public are asked for by key, through the kind that knows which are.
    keys_only = describe_model(target).rows is not None
    item = point_at(target, inside) if keys_only else compile_model(target, inside, "nested")
    kind = ManyToMany(field.name, field.model, target, field.related_query_name(), keys_only)
    return RelatedList(kind, item, field.name)


def point_at(model: type[Model], inside: Selection = (), **options: Any) -> Representation:
    """The representation of a primary key that points at a model.

    Args:
        model: what it points at.
        inside: which fields of that are given.
        options: what the model's own pointer takes.
    """
    description = describe_model(model)
    target = compile_model(model, inside, "nested")
    if description.pointer is not None:
        return description.pointer(target, **options)
    return Pointer(description.rows(model) if description.rows else Rows(model), target)


class _Target(Representation):
    """What a through row points at, fetched in the same query as the row."""

    def __init__(self, name: str, target: Representation) -> None:
        self._name = name
        self._target = target

    def collect(self, raw: Any, references: References) -> None:
        self._target.collect(getattr(raw, self._name), references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        target = getattr(raw, self._name)
        key = (self, target.pk, language)
        return fetched.once(key, lambda: self._target.render(target, fetched, language))

    def schema(self) -> Schema:
        return self._target.schema()


def through(accessor: str, target_name: str, **options: Any) -> FieldFactory:
    """A field that gives, in order, what the children in ``accessor`` point at.

    For an ordered choice, such as a post's authors: the rows in between are not given.

    Args:
        accessor: the relation's name on the owner (``"author_links"``).
        target_name: the children's foreign key (``"author"``).
        options: passed on to the target's pointer, such as ``localized=True`` for pages.
    """

    def factory(model: type[Model], selection: Selection) -> Representation:
        relation = get_model_field(model, accessor)
        child = relation.related_model
        foreign_key = child._meta.get_field(target_name)
        target = foreign_key.related_model
        if describe_model(target).rows is None:
            item: Representation = _Target(target_name, compile_model(target, selection, "nested"))
            related = target_name
        else:
            item = Attribute(foreign_key.attname, point_at(target, selection, **options))
            related = ""
        return RelatedList(Children(accessor, child, relation.field.name, related), item, accessor)

    return factory
