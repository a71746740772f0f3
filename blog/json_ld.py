"""How schema.org describes a post."""

from functools import cached_property
from typing import Any

from cms.languages import Language
from cms.representation.base import Representation, Schema
from cms.representation.compile import through
from cms.representation.references import Fetched, References


class PostJsonLd(Representation):
    """A post as schema.org's BlogPosting. ``raw`` is the post."""

    @cached_property
    def _authors(self) -> Representation:
        from blog.models import BlogPage  # noqa: PLC0415  which names this class

        return through("author_links", "author")(BlogPage, ())

    def collect(self, raw: Any, references: References) -> None:
        self._authors.collect(raw, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        authors = self._authors.render(raw, fetched, language)
        return {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": raw.title,
            "description": raw.search_description or raw.intro,
            "inLanguage": language.code,
            "datePublished": raw.date.isoformat(),
            **(
                {"dateModified": raw.last_published_at.isoformat()} if raw.last_published_at else {}
            ),
            "author": [{"@type": "Organization", "name": author["name"]} for author in authors],
        }

    def schema(self) -> Schema:
        return {"type": "object"}
