"""How schema.org describes a post."""

from functools import cached_property
from typing import Any

from cms.languages import Language
from cms.representation.base import Representation, Schema
from cms.representation.compile import compile_model
from cms.representation.references import Fetched, References
from cms.representation.selection import Selection, exactly

#: What the description is made from.
_POST: Selection = (
    ("_", False, None),
    ("date", False, None),
    ("last_published_at", False, None),
    ("authors", False, exactly("name", "kind")),
    ("categories", False, exactly("name")),
    ("tags", False, None),
    ("parent", False, None),
)

#: schema.org's types, by the kind of an author.
_AUTHORS = {"person": "Person", "organization": "Organization"}


class PostJsonLd(Representation):
    """A post as schema.org's BlogPosting, without what its page's head knows. ``raw`` is the post.

    What a post does not have is empty.
    """

    @cached_property
    def _post(self) -> Representation:
        from blog.models import BlogPage  # noqa: PLC0415  which names this class

        return compile_model(BlogPage, _POST)

    def collect(self, raw: Any, references: References) -> None:
        self._post.collect(raw, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        post = self._post.render(raw, fetched, language)
        blog, published = post["meta"]["parent"], post["meta"]["last_published_at"]
        return {
            "@type": "BlogPosting",
            "datePublished": post["date"],
            # A post that is dated ahead is not modified before it is published.
            "dateModified": published if published and published >= post["date"] else None,
            "author": [
                {"@type": _AUTHORS[author["kind"]], "name": author["name"]}
                for author in post["authors"]
            ],
            "articleSection": [category["name"] for category in post["categories"]],
            "keywords": post["tags"],
            "isPartOf": blog
            and {"@type": "Blog", "name": blog["title"], "url": blog["meta"]["html_url"]},
        }

    def schema(self) -> Schema:
        return {"type": "object"}
