"""``pages/``: every page that the public can reach, of whatever type."""

from collections.abc import Hashable
from typing import Any

from django.http import Http404
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet as WagtailPagesAPIViewSet

from cms.api.base import RepresentedViewSet
from cms.api.contract import NUMBER, Parameter
from cms.api.declared import DeclaredFilter, declared_parameters
from cms.api.filters import tolerant
from cms.api.page_schemas import page_document, page_item, page_types
from cms.api.parameters import SITE, filters_of
from cms.pages.counting import in_page_table
from cms.pages.filters import models_with_filter
from cms.pages.paths import find_page
from cms.pages.public import PublicSite, public_site
from cms.pages.specific import find_specific
from cms.representation.base import Schema
from cms.representation.schemas import LOCALE


class PagesAPIViewSet(RepresentedViewSet, WagtailPagesAPIViewSet):
    """Pages. It knows no page type: each says itself, in its ``api_fields``, what it gives."""

    noun = "pages"
    filter_backends = [DeclaredFilter, *tolerant(WagtailPagesAPIViewSet.filter_backends)]
    own_parameters = (
        Parameter(name="type", description="Types such as blog.BlogPage, separated by commas."),
        Parameter(name="child_of", description="The id of the parent, or root."),
        Parameter(name="descendant_of", description="The id of a page above, or root."),
        Parameter(name="ancestor_of", schema=NUMBER, description="The id of a page below."),
        Parameter(name="translation_of", description="The id of a translation, or root."),
        Parameter(name="locale", schema=LOCALE, description="Only this language."),
        SITE,
    )
    own_detail_parameters = (SITE,)
    #: Parameters that find nothing: they say how to answer.
    parameters_of_form = frozenset({"fields", "rich_text_format", "format", "site", "_"})
    #: Parameters of which the content says what they mean.
    parameters_of_content = frozenset(
        {"ancestor_of", "child_of", "descendant_of", "translation_of", "search"}
    )

    @property
    def public_site(self) -> PublicSite:
        """What the public can reach on the site that is asked for."""
        return self.reading.once(public_site)

    @classmethod
    def get_available_fields(cls, model: Any, db_fields_only: bool = False) -> list[str]:
        names: list[str] = super().get_available_fields(model, db_fields_only)
        # Wagtail's column of this name is the page's place in the tree, and not its address.
        return [name for name in names if not (db_fields_only and name == "path")]

    def get_queryset(self):  # type: ignore[no-untyped-def]
        types = self.request.query_params.get("type", "")
        if not types or "," in types:
            return super().get_queryset()
        try:
            [model] = page_models_from_string(types)
        except (LookupError, ValueError) as error:
            raise BadRequestError("type doesn't exist") from error
        # Wagtail's has the public pages of one type in a subquery.
        return self.public_site.unlisted(model)

    countable = staticmethod(in_page_table)

    def plan_key(self) -> tuple[Hashable, ...] | None:
        """The site, and what is asked for; None where the database is asked for what that means."""
        asked = {
            name: values
            for name, values in self.request.query_params.lists()
            if name not in self.parameters_of_form and name not in ("limit", "offset")
        }
        if not self.parameters_of_content.isdisjoint(asked) or asked.get("order") == ["random"]:
            return None
        return (self.public_site.place, *((name, *asked[name]) for name in sorted(asked)))

    def get_object(self) -> Any:
        """The page whose key is in the address, in its own type.

        Where the query filters, as it may in Wagtail's API, the page has to be among the pages that
        are found.
        """
        if set(self.request.query_params) - self.parameters_of_form:
            return super().get_object()
        if not hasattr(self, "_cached_object"):
            page = find_specific(self.kwargs["pk"])
            if page is None or not self.public_site.has(page):
                raise Http404
            self._cached_object = page
        return self._cached_object

    def get_base_queryset(self):  # type: ignore[no-untyped-def]
        return self.public_site.unlisted()

    def get_root_page(self) -> Any:
        if self.public_site.site is None:
            raise BadRequestError("there is no site at this address")
        return self.public_site.site.root_page

    def find_object(self, queryset: Any, request: Any) -> Any:
        if "html_path" in request.query_params:
            page = find_page(self.public_site, request.query_params["html_path"], request)
            if page is None or not queryset.filter(pk=page.pk).exists():
                raise Http404
            return page
        return super().find_object(queryset, request)

    @classmethod
    def own_parameters_of_find(cls) -> tuple[Parameter, ...]:
        return (Parameter(name="html_path", description="The path to find, such as /he/."),)

    @classmethod
    def document_schema(cls) -> Schema:
        return page_document()

    @classmethod
    def item_schema(cls) -> Schema:
        return page_item()

    @classmethod
    def filter_parameters(cls) -> tuple[Parameter, ...]:
        return (*filters_of(page_types(), cls), *declared_parameters())

    def check_query_parameters(self, queryset: Any) -> None:
        """Wagtail's check, where filters that the page types declare are known, too."""
        asked = self.request.query_params
        declared = {name for name in asked if models_with_filter(name, queryset.model)}
        known = self.known_query_parameters
        self.known_query_parameters = known | declared
        super().check_query_parameters(queryset)
        self.known_query_parameters = known

    def get_content_language(self) -> str | None:
        if self.action == "detail_view":
            return self.public_site.language_of(self.get_object()).code
        return super().get_content_language()
