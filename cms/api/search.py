"""``search/``: pages that say what is asked for, with an excerpt."""

from collections.abc import Hashable
from typing import Any

from django.urls import path
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.api.contract import Parameter
from cms.api.declared import DeclaredFilter, declared_parameters
from cms.api.endpoint import ReadEndpoint
from cms.api.filters import HOW_MUCH, searched_text
from cms.api.listing_tags import tags_of_listing
from cms.api.pagination import Pagination
from cms.api.parameters import LIMIT, OFFSET, SITE
from cms.api.plans import kept_plan
from cms.api.suggest import SuggestEndpoint
from cms.delivery.tags import row_tags
from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, Language
from cms.pages.public import public_site
from cms.pages.specific import read_specific
from cms.queries.engine import vendor
from cms.queries.listed import find_in_order
from cms.representation.base import Schema, closed_object
from cms.representation.compile import compile_model
from cms.representation.references import represent
from cms.representation.schemas import DIRECTION, INTEGER, LOCALE, PATH, TEXT, URI
from cms.representation.selection import exactly
from cms.search.entries import Sources, body_text
from cms.search.excerpts import Excerpts
from cms.search.finding import Finding
from cms.search.questions import question
from cms.search.suggestions import correction

RESULT = exactly("id", "type", "title", "locale", "dir", "path", "html_url")

#: Parameters that do not decide which pages may be found.
_NOT_OF_PAGES = {"q", "limit", "offset", "site", "format", "_"}


class SearchEndpoint(ReadEndpoint):
    """Pages, the most relevant first."""

    noun = "search"
    summary = "Pages that say what is asked for"
    query_budgets = {"listing": 12, "suggest": 10}

    @property
    def parameters(self) -> tuple[Parameter, ...]:  # type: ignore[override]
        return (
            Parameter(
                name="q",
                description=f"what to look for: {HOW_MUCH}",
                required=True,
            ),
            Parameter(name="locale", schema=LOCALE, description="Only this language."),
            Parameter(name="type", description="Types such as blog.BlogPage, with commas."),
            *declared_parameters(),
            LIMIT,
            OFFSET,
            SITE,
        )

    def answer(self) -> Response:
        part = Pagination().part(self.request)
        finding, tags = kept_plan(self._plan_key(), self._make_finding)
        self.reading.tags |= tags
        total, keys = finding.read(question(self._text, self._languages()), part)
        pages = read_specific(find_in_order(Page, keys))
        sources = Sources.load(pages, related=False)
        self.reading.tags.update(row_tags(get_image_model(), sources.photos))
        excerpts = self._excerpts(pages, sources)
        representation = compile_model(Page, RESULT)
        results = represent(pages, representation, self.reading, self.get_language())
        for result in results:
            result["excerpt"] = excerpts[result["id"]]
        return Response({"meta": self._meta(total), "items": results})

    def _meta(self, total: int) -> dict[str, Any]:
        if total:
            return {"total_count": total, "did_you_mean": None}
        meant = correction(self._text, self._languages(), self._pages())
        return {"total_count": 0, "did_you_mean": meant.text if meant else None}

    def _excerpts(self, pages: list[Any], sources: Sources) -> dict[Any, str]:
        """Return an excerpt of each page by its key."""
        cutters: dict[Language, Excerpts] = {}
        excerpts = {}
        for page in pages:
            language = sources.language_of(page) or DEFAULT_LANGUAGE
            if language not in cutters:
                cutters[language] = Excerpts(self._text, language)
            excerpts[page.pk] = cutters[language].of(body_text(page, sources))
        return excerpts

    @property
    def _text(self) -> str:
        return searched_text(self.request.query_params["q"])

    def _languages(self) -> tuple[Language, ...]:
        return (self.get_language(),) if "locale" in self.request.query_params else LANGUAGES

    def _plan_key(self) -> Hashable:
        """All that decides which pages may say it, but the pages themselves."""
        asked = [each for each in self.request.query_params.lists() if each[0] not in _NOT_OF_PAGES]
        place = self.reading.once(public_site).place
        return (self.noun, vendor(), place, *((name, *texts) for name, texts in asked))

    def _make_finding(self) -> tuple[Finding, set[str]]:
        return Finding(self._pages()), tags_of_listing(Page, self.request.query_params)

    def _pages(self) -> Any:
        """The public pages that may say it."""
        public = self.reading.once(public_site)
        pages = public.unlisted(Page)
        if "locale" in self.request.query_params:
            root = public.root(self.get_language())
            pages = pages.filter(locale=root.locale_id) if root else pages.none()
        if "type" in self.request.query_params:
            try:
                pages = pages.type(*page_models_from_string(self.request.query_params["type"]))
            except (LookupError, ValueError) as error:
                raise BadRequestError("type must be types of pages, with commas") from error
        return DeclaredFilter().filter_queryset(self.request, pages, self)

    def get_content_language(self) -> str | None:
        return self.get_language().code if "locale" in self.request.query_params else None

    @classmethod
    def answer_schema(cls) -> Schema:
        meta = closed_object(
            {"type": TEXT, "html_url": URI, "locale": LOCALE, "path": PATH, "dir": DIRECTION}
        )
        result = closed_object(
            {
                "id": INTEGER,
                "type": TEXT,
                "title": TEXT,
                "excerpt": {**TEXT, "description": "Safe HTML; what was found is in <mark>."},
                "meta": meta,
            },
            title="SearchResult",
        )
        meaning = {
            "type": ["string", "null"],
            "description": "Where nothing is found: what would be, but for one typing error.",
        }
        meta = closed_object({"total_count": INTEGER, "did_you_mean": meaning}, title="SearchMeta")
        return closed_object(
            {"meta": meta, "items": {"type": "array", "items": result}}, title="SearchListing"
        )

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        suggest = path("suggest/", SuggestEndpoint.as_view(), name="suggest")
        return [suggest, *super().get_urlpatterns()]
