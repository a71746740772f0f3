"""Model instances as readers get them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from wagtail.api.utils import get_base_url

from cms.languages import DEFAULT_LANGUAGE, Language
from cms.representation.base import OMITTED, Representation, Schema, closed_object
from cms.representation.references import Fetched, Reading, References
from cms.representation.registry import ModelDescription
from cms.representation.scalars import FALLBACK_SCHEMA, TranslatedText, fallback_entry
from cms.representation.schemas import TEXT, URI

#: A field as it is rendered: its name, the attribute that it gives as it is, or what renders it.
_Field = tuple[str, str | None, Callable[[Any, Fetched, Language], Any]]


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
        self._first = self._bound(("id", *description.top))
        self._meta = self._bound(meta)
        self._body = self._bound(name for name in body if name != "id" and name not in meta)
        self._collecting = [field for field in fields.values() if field.collects]
        self.reads_streams = any(field.reads_streams for field in fields.values())
        self._optional = [name for name, field in fields.items() if field.optional]
        self._translated = [
            (name, field) for name, field in fields.items() if isinstance(field, TranslatedText)
        ]

    def _bound(self, names: Iterable[str]) -> list[_Field]:
        """Return those of the fields that are given, with what is looked up once for all."""
        fields = ((name, self.fields[name]) for name in names if name in self.fields)
        return [(name, field.attribute, field.render) for name, field in fields]

    @property
    def collects(self) -> bool:
        own_way = type(self).collect is not ModelRepresentation.collect
        return own_way or bool(self._collecting)

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
        fields: list[_Field], raw: Any, fetched: Fetched, language: Language
    ) -> dict[str, Any]:
        part = {}
        for name, attribute, render in fields:
            if attribute is not None:
                part[name] = getattr(raw, attribute)
                continue
            value = render(raw, fetched, language)
            if value is not OMITTED:
                part[name] = value
        return part

    def _schemas(self, fields: list[_Field]) -> dict[str, Schema]:
        return {name: self.fields[name].schema() for name, *_ in fields}

    def schema(self) -> Schema:
        properties = self._schemas(self._first)
        if self._meta:
            properties["meta"] = closed_object(self._schemas(self._meta), self._optional)
        properties |= self._schemas(self._body)
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


class DetailUrls:
    """The addresses of objects in the API. Call it as ``reading.once(DetailUrls)``.

    Attributes:
        place: another value wherever the same object has another address, or none, below the same
            script and by the same patterns of addresses.
    """

    def __init__(self, reading: Reading) -> None:
        self._origin = get_base_url(reading.request) or ""
        self._path_of = None if reading.router is None else reading.router.detail_paths()
        self.place = (self._origin, reading.router)

    def of(self, instance: Any) -> str | None:
        """Return an object's address; None where it has none of its own."""
        path = self._path_of and self._path_of(instance)
        return self._origin + path if path else None


class _DetailUrl(Representation):
    """The address of the object in the API; left out when it has none of its own."""

    reads_streams = False
    optional = True

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        return fetched.reading.once(DetailUrls).of(raw) or OMITTED

    def schema(self) -> Schema:
        return URI


#: Fields that any model may name.
COMPUTED_FOR_ALL: dict[str, Representation] = {"type": _TypeName(), "detail_url": _DetailUrl()}
