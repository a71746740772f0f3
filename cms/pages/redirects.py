"""How redirects are given."""

import unicodedata
from typing import Any

from django.urls import Resolver404
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.models import Redirect

from cms.delivery.tags import model_tag
from cms.languages import Language
from cms.pages.families import Family
from cms.pages.public import PublicSite, public_site
from cms.pages.representation import FAMILIES
from cms.queries.among import Keys
from cms.queries.statement import Given, Statement
from cms.representation.base import Representation, Schema, nullable
from cms.representation.references import Fetched, References
from cms.representation.registry import ModelDescription, register_model
from cms.representation.schemas import PATH


class Location(Representation):
    """Where a redirect leads: a path on its site, or a whole address; null when not public."""

    def collect(self, raw: Any, references: References) -> None:
        if raw.redirect_page_id is not None:
            references.add(FAMILIES, raw.redirect_page_id)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str | None:
        if raw.redirect_page_id is None:
            return iri_to_uri(raw.redirect_link) or None
        family = fetched.get(FAMILIES, raw.redirect_page_id)
        if family is None or family.page is None:
            return None
        link = fetched.reading.once(public_site).link(family.page)
        return link.rstrip("/") + raw.redirect_page_route_path if _has_route(raw, family) else link

    def schema(self) -> Schema:
        return nullable(PATH)


#: By the path that they lead from.
_FROM_PATH = Statement(lambda: Redirect.objects.filter(old_path__among=Keys()))


def redirects_from(path: str) -> tuple[Statement, Given]:
    """Return the question for all redirects from a path, to be asked together with others.

    Args:
        path: raw or percent-encoded, in any Unicode normalisation, with or without the slash at
            the end.
    """
    decoded = unicodedata.normalize("NFC", Redirect.normalise_path(path))
    return _FROM_PATH, {"keys": [decoded.replace("\x00", "")]}


def redirect_of(public: PublicSite, redirects: list[Redirect]) -> Redirect | None:
    """Return the redirect of a site among some, or None; the site's own before those of all."""
    public.tags.add(model_tag(Redirect))
    by_site = {redirect.site_id: redirect for redirect in redirects}
    own = None if public.site is None else by_site.get(public.site.pk)
    return by_site.get(None) if own is None else own


def _has_route(redirect: Any, family: Family) -> bool:
    """Whether the redirect leads to a route below its page that the page does have."""
    if redirect.redirect_page_route_path in ("", "/"):
        return False
    try:
        family.page.specific_deferred.resolve_subpage(redirect.redirect_page_route_path)
    except (AttributeError, Resolver404):
        # A page without RoutablePageMixin has no routes.
        return False
    return True


register_model(
    Redirect,
    ModelDescription(
        computed={"location": Location()},
        body=("id", "old_path", "location"),
        listing=("id", "type", "detail_url", "old_path", "location"),
    ),
)
