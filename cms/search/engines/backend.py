"""A search engine as Wagtail's backend: asked for keys, and told what changed."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from modelsearch.query import MatchAll, PlainText, SearchQuery

from cms.search import backends
from cms.search.backends.compiler import Found, expression_of, has_negation
from cms.search.engines.documents import index_settings
from cms.search.engines.saying import Said, say
from cms.search.expressions import Expression

logger = logging.getLogger(__name__)

#: As many as an engine gives in one answer: the best, whatever the database then leaves of them.
MOST = 10_000
#: For how long readers wait for an engine, in seconds, and for how long it is then left alone.
_PATIENCE, _PAUSE = 2, 10


class IndexMixin:
    """An engine's index, told of objects all at once, and found up to date when told."""

    backend: Any
    es: Any
    name: str
    mapping_class: Any
    #: Whether it is being built. What is not must have been, or the engine would make up its own.
    is_new = False

    def put(self) -> None:
        self.is_new = True
        super().put()  # type: ignore[misc]

    def add_item(self, item: Any) -> None:
        self.add_items(type(item), [item])

    def add_items(self, model: Any, items: Sequence[Any]) -> None:
        objects = list(items)
        if not objects or not model.get_search_fields():
            return
        documents = self.mapping_class(model).documents(objects)
        self.backend.bulk(
            self.es, documents, index=self.name, refresh=True, require_alias=not self.is_new
        )

    def delete_item(self, item: Any) -> None:
        """Forget an object, once it is gone. Until then the database knows that it is."""
        key = str(item.pk)
        transaction.on_commit(lambda: self._forget(key))

    def _forget(self, key: str) -> None:
        try:
            self.es.delete(index=self.name, id=key)
        except self.backend.NotFoundError:
            pass
        except self.backend.errors as error:
            logger.warning("The search engine was not told of what is gone: %s", _kind(error))


class EngineMixin:
    """Wagtail's backend for an engine, whose answers go through the database."""

    #: What its client raises.
    errors: tuple[type[Exception], ...]
    mapping_class: Any
    es: Any
    #: Nothing is asked before this moment of the monotonic clock.
    _silent_until = 0.0
    settings = index_settings()

    def answer(self, body: dict[str, Any], index: str, seconds: float) -> Any:
        """Return what the engine answers to a search.

        Raises:
            One of ``errors``: when it does not answer in time, or not with what was asked for.
        """
        raise NotImplementedError

    def version(self) -> str:
        """Return the engine's version.

        Raises:
            One of ``errors``: when it does not answer.
        """
        return str(self.es.info()["version"]["number"])

    def is_built(self, model: Any) -> bool:
        """Whether there is an index of a model's objects."""
        return bool(self.es.indices.exists_alias(name=self.get_index_for_model(model).name))  # type: ignore[attr-defined]

    def find(
        self, expression: Expression | None, model: Any, parts: Sequence[str] = ("title", "body")
    ) -> dict[str, float] | None:
        """Return the scores of what says it, by key, seen or not; None where nobody answers.

        Args:
            expression: what is looked for; None is found nowhere.
            model: what kind of object.
            parts: see :func:`cms.search.engines.saying.say`.
        """
        if expression is None:
            return {}
        if time.monotonic() < self._silent_until:
            return None
        body = self._body(expression, model, parts)
        index = self.get_index_for_model(model).name  # type: ignore[attr-defined]
        try:
            hits = self.answer(body, index, _PATIENCE)["hits"]["hits"]
        except self.errors as error:
            if not _is_refusal(error):
                self._silent_until = time.monotonic() + _PAUSE
            logger.warning(
                "The search engine gives no answer, and the database does: %s", _kind(error)
            )
            return None
        return {hit["_id"]: hit["_score"] for hit in hits}

    def _body(self, expression: Expression, model: Any, parts: Sequence[str]) -> Said:
        kind = self.mapping_class(model).get_content_type()
        query = {
            "bool": {
                "must": [say(expression, parts)],
                "filter": [{"term": {"_django_content_type": kind}}],
            }
        }
        return {"query": query, "size": MOST, "_source": False, "track_total_hits": False}

    def search(self, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        """Search for whole words."""
        return backends.SearchBackend({}).search(
            self._found(query, model_or_queryset, options, False), model_or_queryset, **options
        )

    def autocomplete(self, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        """Search for words of which the last is still being typed."""
        return backends.SearchBackend({}).autocomplete(
            self._found(query, model_or_queryset, options, True), model_or_queryset, **options
        )

    def _found(
        self, query: Any, searched: Any, options: dict[str, Any], unfinished: bool
    ) -> SearchQuery:
        """Return what the engine found; where that is not its to say, the query."""
        if isinstance(query, str):
            query = PlainText(query, operator=options.get("operator") or "and")
        # What is not there, a full-text engine does not look for.
        if isinstance(query, MatchAll) or has_negation(query):
            return query
        model = searched.model if isinstance(searched, QuerySet) else searched
        parts = ["title"] if options.get("fields") == ["title"] else ["title", "body"]
        if unfinished and len(parts) > 1:
            parts.append("completed")
        scores = self.find(expression_of(query, unfinished), model, parts)
        return query if scores is None else Found(scores)


def _is_refusal(error: Exception) -> bool:
    """Whether an engine that is well refused this question, which may be too long for it."""
    status = getattr(error, "status_code", None)
    return isinstance(status, int) and 400 <= status < 500 and status != 429


def _kind(error: Exception) -> str:
    """Return what kind of error it is. What clients say of it may hold what was searched for."""
    return type(error).__name__
