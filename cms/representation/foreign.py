"""Representations of things that say for themselves how the API gives them.

A serializer or a ``get_api_representation`` of somebody else's may ask the database as it
likes; what it asks is not collected, so it costs its own queries.
"""

from typing import Any

from rest_framework.fields import Field, SkipField
from rest_framework.serializers import Serializer

from cms.languages import Language
from cms.representation.base import OMITTED, Representation, Schema
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

    optional = True

    def __init__(self, name: str, serializer: "Field[Any, Any, Any, Any]") -> None:
        self._name = name
        self._parent = type("Parent", (Serializer,), {name: serializer})

    def _bind(self, reading: Reading) -> Any:
        return self._parent(context=_context(reading)).fields[self._name]

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        field = fetched.reading.once(self._bind)
        try:
            attribute = field.get_attribute(raw)
        except SkipField:
            return OMITTED
        return None if attribute is None else field.to_representation(attribute)

    def schema(self) -> Schema:
        return {}


class OwnBlockRepresentation(Representation):
    """A block that overrides ``get_api_representation``."""

    def __init__(self, block: Any) -> None:
        self._block = block

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        value = self._block.to_python(raw)
        return self._block.get_api_representation(value, _context(fetched.reading))

    def schema(self) -> Schema:
        return {}


class Property(Representation):
    """An attribute, property or method of the model that is no field. ``raw`` is the instance."""

    def __init__(self, name: str) -> None:
        self._name = name

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        value = getattr(raw, self._name)
        return value() if callable(value) else value

    def schema(self) -> Schema:
        return {}
