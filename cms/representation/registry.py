"""Which representation stands for which class of block, field, serializer, model, and entity.

Looked up along the inheritance, so that a subclass needs no entry of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Field, Model
from wagtail.blocks import Block

from cms.languages import Language
from cms.representation.base import Representation
from cms.representation.foreign import OwnBlockRepresentation, SerializerField

if TYPE_CHECKING:
    from cms.representation.models import ModelRepresentation
    from cms.representation.references import Fetched, Kind, References

BlockFactory = Callable[[Any], Representation]
FieldFactory = Callable[[Any], Representation]
SerializerFactory = Callable[[type[Model], str, Any], Representation]


@dataclass(frozen=True, kw_only=True)
class ModelDescription:
    """How models that inherit from one class are read.

    The names follow Wagtail's API v2, whose viewsets say the same about their endpoints.
    """

    #: Fields that are worked out from the instance, by name.
    computed: Mapping[str, Representation] = field(default_factory=dict)
    #: Fields beside ``meta``; the model's ``api_fields`` follow.
    body: tuple[str, ...] = ("id",)
    #: Fields inside ``meta``; the model's ``api_meta_fields`` follow.
    meta: tuple[str, ...] = ("type", "detail_url")
    #: Meta fields that stand at the top as well.
    top: tuple[str, ...] = ()
    #: What a listing gives when ``fields`` is not asked for.
    listing: tuple[str, ...] = ("id", "type", "detail_url")
    #: What is given inside another object; None for everything.
    nested: tuple[str, ...] | None = None
    #: Fields that a listing cannot give.
    detail_only: tuple[str, ...] = ()
    #: The kind that fetches rows of the model by primary key.
    rows: "Callable[[type[Model]], Kind] | None" = None
    #: Makes the representation of a primary key that points at such a model, from the
    #: representation of the model and options of its own.
    pointer: "Callable[..., Representation] | None" = None
    #: The class that represents the model's instances; None for ModelRepresentation.
    representation: "type[ModelRepresentation] | None" = None


class Entity(Protocol):
    """A link or embed inside rich text (``<a linktype="page" id="3">``)."""

    def collect(self, attributes: dict[str, str], references: "References") -> None: ...

    def render(self, attributes: dict[str, str], fetched: "Fetched", language: Language) -> str:
        """Return the HTML that stands for it: an opening tag for a link, all for an embed."""


def entity_key(attributes: Mapping[str, str]) -> int | None:
    """Return the primary key that a link or embed points at; None when its id cannot be one."""
    text = attributes.get("id", "")
    # 18 digits: what is longer may be more than a database's integers hold.
    return int(text) if text.isdecimal() and len(text) <= 18 else None


_blocks: dict[type, BlockFactory] = {}
_fields: dict[type, FieldFactory] = {}
_serializers: dict[type, SerializerFactory] = {}
_models: dict[type, ModelDescription] = {}
links: dict[str, Entity] = {}
embeds: dict[str, Entity] = {}


def register_block(block_class: type[Block], factory: BlockFactory) -> None:
    """Say how blocks of a class are represented; ``factory(block)`` makes it."""
    _blocks[block_class] = factory


def register_field(field_class: "type[Field[Any, Any]]", factory: FieldFactory) -> None:
    """Say how model fields of a class are represented; its raw value is the instance."""
    _fields[field_class] = factory


def register_serializer(serializer_class: type, factory: SerializerFactory) -> None:
    """Say how fields with a DRF serializer of a class are represented, in the serializer's place.

    ``factory(model, name, serializer)`` makes it; its raw value is the instance.
    """
    _serializers[serializer_class] = factory


def register_model(model: type[Model], description: ModelDescription) -> None:
    """Say how a model, and all that inherit from it, are read."""
    _models[model] = description


def represent_block(block: Block) -> Representation:
    """Return the representation of a block.

    A block of ours says it itself with ``get_representation()``. A block from elsewhere that
    overrides Wagtail's ``get_api_representation`` is taken at its word.
    """
    own = getattr(block, "get_representation", None)
    if own is not None:
        return own()  # type: ignore[no-any-return]
    for cls in type(block).__mro__:
        if cls in _blocks:
            return _blocks[cls](block)
        if "get_api_representation" in cls.__dict__:
            return OwnBlockRepresentation(block)
    raise LookupError(f"No representation is registered for {type(block)!r}.")


def represent_field(model_field: Any) -> Representation | None:
    """Return the representation of a model's field, or None when none is registered."""
    for cls in type(model_field).__mro__:
        if cls in _fields:
            return _fields[cls](model_field)
    return None


def represent_serializer(model: type[Model], name: str, serializer: Any) -> Representation:
    """Return the representation of a field with a DRF serializer of its own."""
    for cls in type(serializer).__mro__:
        if cls in _serializers:
            return _serializers[cls](model, name, serializer)
    return SerializerField(model, name, serializer)


def describe_model(model: type[Model]) -> ModelDescription:
    """Return how a model is read."""
    for cls in model.__mro__:
        if cls in _models:
            return _models[cls]
    return ModelDescription()
