"""How documents are given, and links to them inside rich text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from cms.collections import in_public_collections
from cms.delivery.tags import tags_of_seen
from cms.languages import Language
from cms.queries.among import Keys
from cms.representation import registry
from cms.representation.base import Representation, Schema
from cms.representation.references import AskedKind, Fetched, Reading, References
from cms.representation.registry import ModelDescription, entity_key, register_model
from cms.representation.schemas import URI


@dataclass(frozen=True, eq=False)
class Documents(AskedKind):
    """Documents in public collections, by primary key."""

    model: type[AbstractDocument]

    def queryset(self) -> "QuerySet[Any, Any]":
        return in_public_collections(self.model._default_manager.filter(pk__among=Keys()))

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {document.pk: document for document in rows}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return tags_of_seen(self.model, keys, found)


class DownloadUrl(Representation):
    """The address that gives the document's file."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return str(urljoin(settings.BASE_URL, raw.url))

    def schema(self) -> Schema:
        return URI


class DocumentLink:
    """``<a linktype="document" id="3">``; no link when the document is not public."""

    def collect(self, attributes: dict[str, str], references: References) -> None:
        key = entity_key(attributes)
        if key is not None:
            references.add(Documents(get_document_model()), key)

    def render(self, attributes: dict[str, str], fetched: Fetched, language: Language) -> str:
        document = fetched.get(Documents(get_document_model()), entity_key(attributes))
        if document is None:
            return "<a>"
        return f'<a href="{escape(urljoin(settings.BASE_URL, document.url))}">'


DOCUMENTS = ModelDescription(
    computed={"download_url": DownloadUrl()},
    body=("id", "title"),
    meta=("type", "detail_url", "tags", "download_url"),
    listing=("id", "type", "detail_url", "title", "tags", "download_url"),
    nested=("id", "type", "detail_url", "title", "download_url"),
    rows=Documents,
)

register_model(AbstractDocument, DOCUMENTS)
registry.links["document"] = DocumentLink()
