"""Values that refer to nothing: texts, numbers, dates, and whatever DRF can already represent."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.timezone import get_current_timezone
from modeltranslation.utils import build_localized_fieldname
from rest_framework import serializers

from cms.editing.bidi import without_bidi_controls
from cms.languages import DEFAULT_LANGUAGE, Language
from cms.representation.base import Representation, Schema, nullable
from cms.representation.choices import enumeration
from cms.representation.references import Fetched, Reading
from cms.representation.schemas import BOOLEAN, DATE, DATE_TIME, DIRECTION, INTEGER, TEXT


class Plain(Representation):
    """A stored value that is given as it is, but for controls of direction in texts."""

    def __init__(self, schema: Schema | None = None) -> None:
        self._schema = schema or {}

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        return without_bidi_controls(raw) if isinstance(raw, str) else raw

    def schema(self) -> Schema:
        return self._schema


class ScalarField(Representation):
    """A model field's value, in the form that DRF gives it (ISO dates, strings for decimals)."""

    def __init__(self, field: Any) -> None:
        self._field = field
        self._convert: Callable[[Any], Any] | None = None
        if isinstance(field, models.DateTimeField):
            self._convert = _written
        elif not isinstance(field, (models.CharField, models.TextField, models.IntegerField)):
            # Without its choices, for which DRF has a field that gives any kind of value as it is.
            plain = copy(field)
            plain.choices = None
            builder: Any = serializers.ModelSerializer()
            drf_class, options = builder.build_standard_field(field.name, plain)
            self._convert = drf_class(**options).to_representation

    @property
    def is_as_stored(self) -> bool:
        """Whether what is given is what is stored."""
        return self._convert is None and isinstance(self._field, models.IntegerField)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        if raw is None or self._convert is None:
            return without_bidi_controls(raw) if isinstance(raw, str) else raw
        if isinstance(self._field, models.FileField):
            fetched.reading.once(_addresses_of_files)
        return self._convert(raw)

    def schema(self) -> Schema:
        schema = field_schema(self._field)
        if self._field.choices is not None:
            schema = enumeration(
                schema,
                lambda: self._field.choices,
                self._chosen,
                may_be_empty=self._field.blank and self._field.empty_strings_allowed,
            )
        return nullable(schema) if self._field.null else schema

    def _chosen(self, value: Any) -> Any:
        stored = self._field.to_python(value)
        return stored if self._convert is None else self._convert(stored)


def _addresses_of_files(reading: Reading) -> None:
    """Stands for the addresses that a storage gives: they may be signed, and hold for a while only.

    It has no place, so that what was given with one of them is not given again.
    """


def _written(moment: datetime) -> Any:
    """Return a moment as DRF gives it, in the current time zone."""
    return _written_in(moment, get_current_timezone())


_moments = serializers.DateTimeField()


@lru_cache(maxsize=4096)
def _written_in(moment: datetime, zone: tzinfo) -> Any:
    return _moments.to_representation(moment)


_FIELD_SCHEMAS: tuple[tuple[type[Any], Schema], ...] = (
    (models.BooleanField, BOOLEAN),
    (models.DateTimeField, DATE_TIME),
    (models.DateField, DATE),
    (models.TimeField, {"type": "string", "format": "time"}),
    (models.DecimalField, {"type": "string", "format": "decimal"}),
    (models.FloatField, {"type": "number"}),
    (models.IntegerField, INTEGER),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
    (models.FileField, TEXT),
)


def field_schema(field: Any) -> Schema:
    """The schema of a model field's value, where there is one."""
    for field_class, schema in _FIELD_SCHEMAS:
        if isinstance(field, field_class):
            return schema
    return {}


class TranslatedText(Representation):
    """A text with one column per language. ``raw`` is the instance.

    An empty column falls back to the default language; :meth:`answering` tells which one
    answered, for the ``fallback`` beside the text.
    """

    reads_streams = False

    def __init__(self, name: str) -> None:
        self.name = name
        self._columns: dict[str, str] = {}

    def _column(self, instance: Any, language: Language) -> str:
        column = self._columns.get(language.code)
        if column is None:
            column = build_localized_fieldname(self.name, language.code)
            self._columns[language.code] = column
        return getattr(instance, column) or ""

    def answering(self, instance: Any, language: Language) -> Language | None:
        """The other language that answers for this one, or None when nothing fell back."""
        if language == DEFAULT_LANGUAGE or self._column(instance, language):
            return None
        return DEFAULT_LANGUAGE if self._column(instance, DEFAULT_LANGUAGE) else None

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return without_bidi_controls(
            self._column(raw, language) or self._column(raw, DEFAULT_LANGUAGE)
        )

    def schema(self) -> Schema:
        return TEXT


def fallback_entry(language: Language) -> dict[str, str]:
    """What stands in ``fallback`` beside a text that another language answered."""
    return {"locale": language.code, "dir": language.direction}


FALLBACK_SCHEMA: Schema = {
    "title": "Fallback",
    "description": "The texts that had to be given in another language, and which one.",
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "locale": TEXT,
            "dir": DIRECTION,
        },
        "required": ["locale", "dir"],
        "additionalProperties": False,
    },
}
