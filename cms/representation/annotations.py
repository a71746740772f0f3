"""The schemas of what other code gives, as far as that code says it.

A DRF serializer says it in its fields, a function in the annotation of what it returns, and both
can be told by drf-spectacular's ``extend_schema_field``. What nobody says is ANYTHING.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, get_type_hints

from drf_spectacular.drainage import has_override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry
from rest_framework import serializers
from rest_framework.views import APIView

from cms.representation.base import Schema, nullable
from cms.representation.hints import hint_schema
from cms.representation.schemas import ANYTHING, TEXT

#: What a schema says of input, of a form, or of itself, and not of what is given.
_NOT_OF_ANSWERS = {
    "default", "maxLength", "minLength", "nullable", "pattern", "readOnly", "title", "writeOnly",
    "x-spec-enum-id",
}  # fmt: skip


def serializer_schema(field: "serializers.Field[Any, Any, Any, Any]") -> Schema:
    """The schema of what a serializer gives.

    Args:
        field: a field or a serializer, bound to its parent.
    """
    mapper = _AnswerSchema()
    mapper.registry = ComponentRegistry()
    mapper.view = APIView(request=None)
    schema = mapper._map_serializer_field(field, "response")
    components = {key[0]: found.schema for key, found in mapper.registry._components.items()}
    return _plain(schema, components)


def return_schema(function: Callable[..., Any]) -> Schema:
    """The schema of what a function returns, from its annotation."""
    if has_override(function, "field"):
        mapper: Any = AutoSchema()
        return _plain(mapper._map_response_type_hint(function), {})
    try:
        return hint_schema(get_type_hints(function).get("return", Any))
    except NameError:
        # It names what is imported for type checkers only.
        return ANYTHING


def attribute_schema(model: type, name: str) -> Schema:
    """The schema of an attribute, property or method of a model's instances."""
    attribute = inspect.getattr_static(model, name)
    if isinstance(attribute, property):
        return return_schema(attribute.fget) if attribute.fget else ANYTHING
    # Django's, and functools'.
    if type(attribute).__name__ == cached_property.__name__:
        return return_schema(attribute.func)
    if isinstance(attribute, (classmethod, staticmethod)):
        return return_schema(attribute.__func__)
    return return_schema(attribute) if callable(attribute) else hint_schema(type(attribute))


class _AnswerSchema(AutoSchema):
    """drf-spectacular's schemas of serializers, of what they give rather than of what they take."""

    def _map_serializer_field(
        self, field: Any, direction: str, bypass_extensions: bool = False
    ) -> Schema:
        makes = next(cls for cls in type(field).__mro__ if "to_representation" in vars(cls))
        own = not makes.__module__.startswith("rest_framework.")
        if own and not has_override(field, "field"):
            return return_schema(makes.to_representation)  # type: ignore[attr-defined]
        if isinstance(field, (serializers.EmailField, serializers.URLField)):
            return nullable(TEXT) if field.allow_null else TEXT  # It may be empty.
        parent: Any = super()
        return parent._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-any-return]

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Schema:
        parent: Any = super()
        schema: Schema = parent._map_basic_serializer(serializer, direction)
        if hasattr(serializer, "Meta"):
            # A field of the model's is there, whether a form requires it or not.
            fields = serializer.fields.values()
            skipped = {
                each.field_name for each in fields if "." in each.source and not each.required
            }
            schema["required"] = [name for name in schema["properties"] if name not in skipped]
        return schema

    def _map_response_type_hint(self, method: Any) -> Schema:
        return return_schema(method)

    def _insert_min_max(self, field: Any, content: Schema) -> None:
        """Bounds hold for what is taken."""


def _plain(schema: Any, definitions: Mapping[str, Any], within: tuple[str, ...] = ()) -> Schema:
    """Put what a schema refers to in its place, and leave out what is not of answers."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name in within:
            return ANYTHING
        return _plain(definitions[name], definitions, (*within, name))
    plain: Schema = {}
    for key, value in schema.items():
        if key == "properties":
            plain[key] = {
                name: _plain(member, definitions, within) for name, member in value.items()
            }
        elif key in ("allOf", "anyOf", "oneOf", "prefixItems"):
            plain[key] = [_plain(member, definitions, within) for member in value]
        elif isinstance(value, dict):
            plain[key] = _plain(value, definitions, within)
        elif key not in _NOT_OF_ANSWERS:
            plain[key] = value
    return nullable(plain) if schema.get("nullable") is True else plain
