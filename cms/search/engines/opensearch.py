"""Searching with OpenSearch 3."""

from typing import Any

from modelsearch.backends.opensearch3 import (
    OpenSearch3Index,
    OpenSearch3Mapping,
    OpenSearch3SearchBackend,
)
from opensearchpy.exceptions import OpenSearchException

from cms.search.engines.backend import EngineMixin, IndexMixin
from cms.search.engines.documents import DocumentMixin
from cms.search.engines.kept import kept


class Mapping(DocumentMixin, OpenSearch3Mapping):
    """The documents of a model."""


class Index(IndexMixin, OpenSearch3Index):
    """An index of OpenSearch."""


class Backend(EngineMixin, OpenSearch3SearchBackend):
    """Wagtail's backend for OpenSearch, with this publication's words."""

    mapping_class = Mapping
    index_class = Index
    errors = (OpenSearchException,)

    def answer(self, body: dict[str, Any], index: str, seconds: float) -> Any:
        return self.es.search(index=index, body=body, request_timeout=seconds)


SearchBackend = kept(Backend)
