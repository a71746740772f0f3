"""How schema.org describes who publishes a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from cms.delivery.tags import model_tag
from cms.languages import Language
from cms.pages.public import public_site
from cms.pages.sites import Root
from cms.queries.among import Keys
from cms.representation.base import Representation, Schema, nullable
from cms.representation.compile import compile_model
from cms.representation.references import AskedKind, Fetched, Reading, References
from cms.representation.selection import exactly
from home.models import SiteSettings


@dataclass(frozen=True)
class SettingsOfSites(AskedKind):
    """What publications say of themselves, by their site's key."""

    # With whatever else is known of a page from the start.
    order: int = 0

    def queryset(self) -> "QuerySet[Any, Any]":
        settings: QuerySet[Any, Any] = SiteSettings.objects.filter(site__among=Keys())
        return settings

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {row.site_id: row for row in rows}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return (model_tag(SiteSettings),)


SETTINGS = SettingsOfSites()


class Publisher(Representation):
    """The publication, by its name in the page's language. ``raw`` is the page."""

    @cached_property
    def _settings(self) -> Representation:
        # Not before it is needed: models are translated only after this module is loaded.
        return compile_model(SiteSettings, exactly("name"))

    @staticmethod
    def _root(page: Any, reading: Reading) -> Root | None:
        return reading.once(public_site).root_of(page)

    def collect(self, raw: Any, references: References) -> None:
        root = self._root(raw, references.reading)
        if root is not None:
            references.add(SETTINGS, root.site_id, self._settings)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any] | None:
        root = self._root(raw, fetched.reading)
        settings = root and fetched.get(SETTINGS, root.site_id)
        name = settings and self._settings.render(settings, fetched, language)["name"]
        if root is None or not name:
            return None
        return {"@type": "Organization", "name": name, "url": f"{root.origin}/"}

    def schema(self) -> Schema:
        return nullable({"type": "object"})
