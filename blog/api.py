"""The blog's endpoints: ``categories/``, ``authors/``, and ``archive/``."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from rest_framework.response import Response
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter

from blog.models import Author, BlogPage, Category
from cms.api.base import RepresentedViewSet
from cms.api.contract import ERROR, Parameter
from cms.api.endpoint import ReadEndpoint
from cms.api.filters import tolerant
from cms.api.parameters import LOCALE_OF_TEXTS, SEARCH_PARAMETERS, SITE
from cms.pages.public import public_site
from cms.representation.base import Schema, closed_object
from cms.representation.schemas import INTEGER


class _TermsAPIViewSet(RepresentedViewSet):
    """Rows that posts share, found by their slug; ``?locale=`` chooses the language."""

    # There are few of them, and they are not in the search index.
    known_query_parameters = (RepresentedViewSet.known_query_parameters - SEARCH_PARAMETERS) | {
        "locale",
        "site",
    }
    #: The field that stands in the address of the detail.
    named_by = "slug"
    own_parameters = own_detail_parameters = (LOCALE_OF_TEXTS, SITE)
    filter_backends = tolerant([FieldsFilter, OrderingFilter])

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        as_view: Any = cls.as_view
        return [
            path("", as_view({"get": "listing_view"}), name="listing"),
            path("<str:slug>/", as_view({"get": "detail_view"}), name="detail"),
        ]

    def get_content_language(self) -> str | None:
        return self.get_language().code

    def get_object(self) -> Any:
        return get_object_or_404(self.get_queryset(), slug=self.kwargs["slug"])

    @classmethod
    def get_object_detail_urlpath(cls, model: Any, pk: Any, namespace: str = "") -> Any:
        return reverse(f"{namespace}:detail" if namespace else "detail", args=(pk,))

    @classmethod
    def key_parameter(cls) -> Parameter:
        return Parameter(name="slug", description="Its slug.", location="path")


class CategoriesAPIViewSet(_TermsAPIViewSet):
    """Categories, with the number of posts in the language."""

    noun = "categories"
    model = Category


class AuthorsAPIViewSet(_TermsAPIViewSet):
    """Authors, with the number of posts in the language."""

    noun = "authors"
    model = Author


class ArchiveEndpoint(ReadEndpoint):
    """How many posts there are in each year and month, the latest first."""

    noun = "archive"
    summary = "Posts per year and month"
    query_budgets = {"listing": 4}

    def answer(self) -> Response:
        public, language = self.reading.once(public_site), self.get_language()
        if public.root(language) is None:
            raise Http404
        years = public.pages(BlogPage, language).per_month()
        total = sum(year["count"] for year in years)
        return Response({"meta": {"total_count": total}, "items": years})

    @classmethod
    def answers(cls) -> dict[int, Schema | None]:
        return {**super().answers(), 404: ERROR}

    @classmethod
    def answer_schema(cls) -> Schema:
        month = closed_object(
            {"month": {**INTEGER, "minimum": 1, "maximum": 12}, "count": INTEGER},
            title="ArchiveMonth",
        )
        year = closed_object(
            {"year": INTEGER, "count": INTEGER, "months": {"type": "array", "items": month}},
            title="ArchiveYear",
        )
        meta = closed_object({"total_count": INTEGER}, title="ListingMeta")
        return closed_object(
            {"meta": meta, "items": {"type": "array", "items": year}}, title="Archive"
        )
