"""How schema.org describes who publishes a page."""

from functools import cached_property
from typing import Any

from cms.languages import Language
from cms.representation.base import Representation, Schema, nullable
from cms.representation.compile import compile_model
from cms.representation.references import Fetched
from cms.representation.selection import exactly
from home.models import SiteSettings
from home.publication import OfPublication, root_of


class Publisher(OfPublication):
    """The publication, by its name in the page's language. ``raw`` is the page."""

    @cached_property
    def said(self) -> Representation:
        # Not before it is needed: models are translated only after this module is loaded.
        return compile_model(SiteSettings, exactly("name"))

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any] | None:
        root, said = root_of(raw, fetched.reading), super().render(raw, fetched, language)
        if root is None or not said or not said["name"]:
            return None
        return {"@type": "Organization", "name": said["name"], "url": f"{root.origin}/"}

    def schema(self) -> Schema:
        return nullable({"type": "object"})
