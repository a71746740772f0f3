"""Representations of things that say for themselves how the API gives them.

A serializer or a ``get_api_representation`` of somebody else's may ask the database as it
likes; what it asks is not collected, so it costs its own queries. What their schemas are, see
:mod:`cms.representation.annotations`.
"""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from rest_framework.fields import Field, SkipField
from rest_framework.serializers import Serializer

from cms.delivery.tags import ANYTHING
from cms.languages import Language
from cms.representation.annotations import attribute_schema, return_schema, serializer_schema
from cms.representation.base import OMITTED, Representation, Schema, nullable
from cms.representation.references import Fetched, Reading


def _context(reading: Reading) -> dict[str, Any]:
    """What Wagtail's serializers and blocks expect to find in their context."""
    return {
        "request": reading.request,
        "view": getattr(reading.request, "parser_context", {}).get("view"),
        "router": reading.router,
        "_wagtail_rich_text_format": reading.rich_text_format,
    }


class SerializerField(Representation):
    """A field with a DRF serializer of its own (``APIField(name, serializer=…)``)."""

    def __init__(
        self, model: type[Model], name: str, serializer: "Field[Any, Any, Any, Any]"
    ) -> None:
        self._name = name
        meta = type("Meta", (), {"model": model})
        self._parent = type("Parent", (Serializer,), {"Meta": meta, name: serializer})
        bound = self._parent().fields[name]
        direct = bound.source == "*" or hasattr(model, bound.source)
        self.optional = not direct and not bound.required
        self._nullable = _may_be_null(model, bound.source)

    def _bind(self, reading: Reading) -> Any:
        reading.tags.add(ANYTHING)
        return self._parent(context=_context(reading)).fields[self._name]

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        field = fetched.reading.once(self._bind)
        try:
            attribute = field.get_attribute(raw)
        except SkipField:
            return OMITTED
        return None if attribute is None else field.to_representation(attribute)

    def schema(self) -> Schema:
        schema = serializer_schema(self._parent().fields[self._name])
        return nullable(schema) if self._nullable else schema


def _may_be_null(model: type[Model], source: str) -> bool:
    """Whether what a serializer reads may be None, which it is not asked to represent."""
    if source == "*":
        return False
    try:
        field: Any = model._meta.get_field(source)
    except FieldDoesNotExist:
        return True
    return bool(field.null) and not (field.one_to_many or field.many_to_many)


class OwnBlockRepresentation(Representation):
    """A block that overrides ``get_api_representation``."""

    def __init__(self, block: Any) -> None:
        self._block = block

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        fetched.reading.tags.add(ANYTHING)
        value = self._block.to_python(raw)
        return self._block.get_api_representation(value, _context(fetched.reading))

    def schema(self) -> Schema:
        return return_schema(self._block.get_api_representation)


class Property(Representation):
    """An attribute, property or method of the model that is no field. ``raw`` is the instance."""

    def __init__(self, model: type[Model], name: str) -> None:
        self._model = model
        self._name = name

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        fetched.reading.tags.add(ANYTHING)
        value = getattr(raw, self._name)
        return value() if callable(value) else value

    def schema(self) -> Schema:
        return attribute_schema(self._model, self._name)
