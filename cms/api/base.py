"""Endpoints that list models and give one of their objects, as Wagtail's API v2 does."""

from collections.abc import Hashable
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils import translation
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

from cms.api.answers import PublicAnswers
from cms.api.contract import ERROR, NUMBER, Operation, Parameter, listing
from cms.api.listing_tags import tags_of_listing
from cms.api.pagination import Pagination
from cms.api.parameters import DETAIL, FIND, LISTING, SEARCH, filters_of
from cms.api.plans import kept_plan
from cms.queries.engine import vendor
from cms.queries.plan import Plan
from cms.representation.base import Schema
from cms.representation.compile import compile_model, field_names, listing_item


class RepresentedViewSet(PublicAnswers, BaseAPIViewSet):
    """An endpoint of Wagtail's API v2 whose answers :mod:`cms.representation` makes.

    Parameters, filters, errors, and shapes are Wagtail's; what is read for an answer takes a
    number of queries that does not depend on how many objects it holds.
    """

    #: What it lists, as in its address. (``name`` is taken: DRF sets it for its own ends.)
    noun: ClassVar[str]
    query_budgets = {"listing": 12, "detail": 8, "find": 4}
    pagination_class = Pagination
    #: What the endpoint takes beside what all do.
    own_parameters: tuple[Parameter, ...] = ()
    #: What of that the detail takes, too.
    own_detail_parameters: tuple[Parameter, ...] = ()

    # Wagtail's viewset lists an endpoint's fields itself; ours are described beside the model.
    @classmethod
    def get_body_fields_names(cls, model: Any) -> list[str]:
        return field_names(model)[0]

    @classmethod
    def get_meta_fields_names(cls, model: Any) -> list[str]:
        return field_names(model)[1]

    def listing_view(self, request: Any) -> Any:
        plan, tags = self.get_plan()
        # Before anything is fetched: a wrong ``fields`` is an error of an empty listing, too.
        representation = self.get_representation(plan.model, "listing")
        self.paginator.total_count, found = plan.read(
            self.paginator.part(request), streams=representation.reads_streams
        )
        self.reading.tags |= tags
        return self.get_paginated_response(self.represent(found, plan.model, "listing"))

    def get_plan(self) -> tuple[Plan, set[str]]:
        """Return how what is asked for is found, and the tags of what decides what that is."""
        key = self.plan_key()
        if key is None:
            return self._make_plan()
        return kept_plan((self.noun, vendor(), *key), self._make_plan)

    def plan_key(self) -> tuple[Hashable, ...] | None:
        """Return all that a plan depends on; None where that is more than can be said."""
        return None

    def _make_plan(self) -> tuple[Plan, set[str]]:
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        # Texts in every language are filtered and ordered by in the one that they are given in.
        with translation.override(self.get_language().code):
            plan = Plan(queryset.model, self.filter_queryset(queryset), self.countable)
        return plan, tags_of_listing(plan.model, self.request.query_params)

    @staticmethod
    def countable(queryset: Any) -> Any:
        """Return what finds as many rows as a queryset does."""
        return queryset

    def detail_view(self, request: Any, **key: Any) -> Any:
        instance = self.get_object()
        [document] = self.represent([instance], type(instance), "detail")
        return Response(document)

    def may_be_kept(self) -> bool:
        """Not where a detail passes over parameters, as Wagtail's does: they would have no end."""
        known = {"format", *(each.name for each in (*DETAIL, *self.own_detail_parameters))}
        passes_over = self.action == "detail_view" and not self.request.query_params.keys() <= known
        return not passes_over and super().may_be_kept()

    def find_object(self, queryset: Any, request: Any) -> Any:
        try:
            return super().find_object(queryset, request)
        except ObjectDoesNotExist:
            # Wagtail expects this of the endpoint's model, and not of the one that ?type= asks for.
            raise Http404 from None
        except ValueError as error:
            raise BadRequestError("id must be a positive integer") from error

    @classmethod
    def document_schema(cls) -> Schema:
        """The schema of one object with all its fields."""
        return compile_model(cls.model).schema()

    @classmethod
    def item_schema(cls) -> Schema:
        """The schema of an object in a listing."""
        return listing_item(cls.model)

    @classmethod
    def filter_parameters(cls) -> tuple[Parameter, ...]:
        """The fields that a listing can be filtered by."""
        return filters_of([cls.model], cls)

    def get_operation(self) -> Operation:
        noun = self.noun.title()
        if self.action == "listing_view":
            search = SEARCH if "search" in self.known_query_parameters else ()
            named = {
                parameter.name: parameter
                for parameter in (
                    *self.filter_parameters(),
                    *LISTING,
                    *search,
                    *self.own_parameters,
                )
            }
            return Operation(
                name=f"list{noun}",
                summary=f"List {self.noun}",
                parameters=tuple(named.values()),
                answers={200: listing(self.item_schema(), f"{noun}Listing")},
            )
        if self.action == "detail_view":
            return Operation(
                name=f"get{noun}Detail",
                summary=f"One of the {self.noun}",
                parameters=(self.key_parameter(), *DETAIL, *self.own_detail_parameters),
                answers={200: self.document_schema(), 404: ERROR},
            )
        return Operation(
            name=f"find{noun}",
            summary=f"Find one of the {self.noun}",
            parameters=(*FIND, *self.own_parameters_of_find()),
            answers={302: None, 404: ERROR},
        )

    @classmethod
    def key_parameter(cls) -> Parameter:
        """What names an object in the address of its detail."""
        return Parameter(name="id", schema=NUMBER, description="Its id.", location="path")

    @classmethod
    def own_parameters_of_find(cls) -> tuple[Parameter, ...]:
        """What an object can be found by, beside its id."""
        return ()
