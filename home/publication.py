"""What the publication of a page says of itself."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cms.delivery.tags import model_tag
from cms.languages import Language
from cms.pages.public import public_site
from cms.pages.sites import Root
from cms.queries.among import Keys
from cms.representation.base import Representation
from cms.representation.references import AskedKind, Fetched, Reading, References
from home.models import SiteSettings


@dataclass(frozen=True, eq=False)
class SettingsOfSites(AskedKind):
    """What publications say of themselves, by their site's key."""

    def queryset(self) -> "QuerySet[Any, Any]":
        settings: QuerySet[Any, Any] = SiteSettings.objects.filter(site__among=Keys())
        return settings

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {row.site_id: row for row in rows}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return (model_tag(SiteSettings),)


_SETTINGS = SettingsOfSites()


def root_of(page: Any, reading: Reading) -> Root | None:
    """Return the root page that a page is below; None where it is below none."""
    return reading.once(public_site).root_of(page)


class OfPublication(Representation):
    """Something that a page's publication says of itself. ``raw`` is the page."""

    @property
    @abstractmethod
    def said(self) -> Representation:
        """What represents it, of the publication's settings."""

    def collect(self, raw: Any, references: References) -> None:
        root = root_of(raw, references.reading)
        if root is not None:
            references.add(_SETTINGS, root.site_id, self.said)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        """Give what it says; None where it says nothing yet."""
        root = root_of(raw, fetched.reading)
        settings = root and fetched.get(_SETTINGS, root.site_id)
        return settings and self.said.render(settings, fetched, language)

    def schema(self) -> Any:
        return self.said.schema()
