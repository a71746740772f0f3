"""Marking answers as public, with the tags of what they were made from."""

from functools import lru_cache
from typing import TypeVar

from django.apps import apps
from django.http import HttpResponse

from cms.delivery.tags import EVERYTHING, PAGES, SEARCH, STRUCTURE, TAGGING, model_tag
from cms.delivery.watched import is_private

R = TypeVar("R", bound=HttpResponse)


def mark_public(response: R) -> R:
    """Mark an answer that is the same for everybody, so that it may be kept.

    It carries the tag of every table that readers see, so a CDN that is told of any change renews
    it: never stale, and renewed more often than it need be.
    """
    tags = _tags()
    response["Cache-Tag"] = ",".join(tags)
    response["Surrogate-Key"] = " ".join(tags)
    return response


@lru_cache(maxsize=1)
def _tags() -> tuple[str, ...]:
    tables = {model_tag(model) for model in apps.get_models() if not is_private(model)}
    return tuple(sorted({EVERYTHING, PAGES, SEARCH, STRUCTURE, TAGGING} | tables))
