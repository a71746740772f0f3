"""Model instances as readers get them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from wagtail.api.utils import get_base_url

from cms.languages import DEFAULT_LANGUAGE, Language
from cms.representation.base import OMITTED, Representation, Schema, closed_object
from cms.representation.references import Fetched, Reading, References
from cms.representation.registry import ModelDescription
from cms.representation.scalars import FALLBACK_SCHEMA, TranslatedText, fallback_entry
from cms.representation.schemas import TEXT, URI


class ModelRepresentation(Representation):
    """An instance as ``{"id", "meta": {…}, …, "fallback": {…}}``; empty parts are left out."""

    def __init__(
        self,
        model: type[Model],
        description: ModelDescription,
        fields: dict[str, Representation],
        body: list[str],
        meta: list[str],
        title: str = "",
    ) -> None:
        self.model = model
        self._title = title
        self.fields = fields
        self._top = [name for name in description.top if name in fields]
        self._meta = [(name, fields[name]) for name in meta if name in fields]
        self._first = [(name, fields[name]) for name in ("id", *self._top) if name in fields]
        self._body = [
            (name, fields[name])
            for name in body
            if name in fields and name != "id" and name not in meta
        ]
        self._collecting = [field for field in fields.values() if field.collects]
        self.reads_streams = any(field.reads_streams for field in fields.values())
        self._optional = [name for name, field in fields.items() if field.optional]
        self._translated = [
            (name, field) for name, field in fields.items() if isinstance(field, TranslatedText)
        ]

    def collect(self, raw: Any, references: References) -> None:
        for field in self._collecting:
            field.collect(raw, references)

    def language_of(self, raw: Any, fetched: Fetched, language: Language) -> Language:
        """The language to render this instance in; a page overrides it with its own."""
        return language

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        language = self.language_of(raw, fetched, language)
        data = self._part(self._first, raw, fetched, language)
        meta = self._part(self._meta, raw, fetched, language)
        if meta:
            data["meta"] = meta
        data.update(self._part(self._body, raw, fetched, language))
        if self._translated and language is not DEFAULT_LANGUAGE:
            fallback = {
                name: fallback_entry(other)
                for name, field in self._translated
                if (other := field.answering(raw, language)) is not None
            }
            if fallback:
                data["fallback"] = fallback
        return data

    @staticmethod
    def _part(
        fields: list[tuple[str, Representation]], raw: Any, fetched: Fetched, language: Language
    ) -> dict[str, Any]:
        part = {}
        for name, field in fields:
            if field.attribute is not None:
                part[name] = getattr(raw, field.attribute)
                continue
            value = field.render(raw, fetched, language)
            if value is not OMITTED:
                part[name] = value
        return part

    def schema(self) -> Schema:
        properties = {name: field.schema() for name, field in self._first}
        if self._meta:
            meta = {name: field.schema() for name, field in self._meta}
            properties["meta"] = closed_object(meta, self._optional)
        properties |= {name: field.schema() for name, field in self._body}
        schema = closed_object(properties, self._optional)
        if self._translated:
            schema["properties"]["fallback"] = FALLBACK_SCHEMA
        return {**schema, "title": self._title} if self._title else schema


class _TypeName(Representation):
    """The name of the instance's model: ``"images.Photo"``."""

    reads_streams = False

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return f"{raw._meta.app_label}.{type(raw).__name__}"

    def schema(self) -> Schema:
        return TEXT


def _detail_paths(reading: Reading) -> tuple[str, Callable[[Any], str | None]]:
    return get_base_url(reading.request) or "", reading.router.detail_paths()


class _DetailUrl(Representation):
    """The address of the object in the API; left out when it has none of its own."""

    reads_streams = False
    optional = True

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        if fetched.reading.router is None:
            return OMITTED
        origin, path_of = fetched.reading.once(_detail_paths)
        path = path_of(raw)
        return origin + path if path else OMITTED

    def schema(self) -> Schema:
        return URI


#: Fields that any model may name.
COMPUTED_FOR_ALL: dict[str, Representation] = {"type": _TypeName(), "detail_url": _DetailUrl()}
