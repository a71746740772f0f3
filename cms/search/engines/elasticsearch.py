"""Searching with Elasticsearch 9."""

from typing import Any

from elasticsearch import ApiError
from elasticsearch import TransportError as NoAnswer
from modelsearch.backends.elasticsearch9 import (
    Elasticsearch9Index,
    Elasticsearch9Mapping,
    Elasticsearch9SearchBackend,
)

from cms.search.engines.backend import EngineMixin, IndexMixin
from cms.search.engines.documents import DocumentMixin
from cms.search.engines.kept import kept


class Mapping(DocumentMixin, Elasticsearch9Mapping):
    """The documents of a model."""


class Index(IndexMixin, Elasticsearch9Index):
    """An index of Elasticsearch."""


class Backend(EngineMixin, Elasticsearch9SearchBackend):
    """Wagtail's backend for Elasticsearch, with this publication's words."""

    mapping_class = Mapping
    index_class = Index
    errors = (ApiError, NoAnswer)

    def answer(self, body: dict[str, Any], index: str, seconds: float) -> Any:
        return self.es.options(request_timeout=seconds).search(index=index, **body)


SearchBackend = kept(Backend)
