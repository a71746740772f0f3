"""How categories and authors are given, with how many posts they have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from blog.models import Author, BlogPage, Category
from cms.delivery.tags import pages_tag
from cms.languages import Language
from cms.pages.public import public_site
from cms.representation.base import Representation, Schema
from cms.representation.references import Fetched, Kind, Reading, References
from cms.representation.registry import ModelDescription, register_model
from cms.representation.schemas import INTEGER


@dataclass(frozen=True)
class PostCounts(Kind):
    """How many public posts refer to a row, by the row's key: ``{locale's key: number}``.

    Attributes:
        lookup: the way from a post to the row (``"categories"``).
    """

    lookup: str

    def fetch(self, keys: Iterable[Any], reading: Reading) -> Mapping[Any, Any]:
        posts = reading.once(public_site).unlisted(BlogPage)
        posts = posts.filter(**{f"{self.lookup}__in": keys})
        counts: dict[Any, dict[Any, int]] = defaultdict(dict)
        rows = posts.order_by().values_list(self.lookup, "locale_id")
        for key, locale, number in rows.annotate(number=Count("pk", distinct=True)):
            counts[key][locale] = number
        return counts

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return ()  # the language is known where a number is given


class PostCount(Representation):
    """How many public posts a row has in the language. ``raw`` is the row."""

    def __init__(self, lookup: str) -> None:
        self._kind = PostCounts(lookup)

    def collect(self, raw: Any, references: References) -> None:
        references.add(self._kind, raw.pk)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> int:
        fetched.reading.tags.add(pages_tag(language.code))
        root = fetched.reading.once(public_site).root(language)
        counts: dict[Any, int] = fetched.get(self._kind, raw.pk) or {}
        return 0 if root is None else counts.get(root.locale_id, 0)

    def schema(self) -> Schema:
        return INTEGER


for model, lookup in ((Category, "categories"), (Author, "author_links__author")):
    register_model(
        model,
        ModelDescription(
            computed={"post_count": PostCount(lookup)},
            listing=("id", "type", "detail_url", "name", "slug", "post_count"),
            nested=("id", "type", "detail_url", "name", "slug"),
        ),
    )
