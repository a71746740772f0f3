"""What our endpoints have in common."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError
from django.http import Http404
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.api.validators import SiteFilterValidator

from cms.api.fields import parse_selection
from cms.api.pagination import Pagination
from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, get_language
from cms.representation.compile import compile_model, field_names
from cms.representation.models import ModelRepresentation
from cms.representation.references import Reading, represent
from cms.representation.selection import Mode, UnknownFieldsError


class RepresentedViewSet(BaseAPIViewSet):
    """An endpoint of Wagtail's API v2 whose answers :mod:`cms.representation` makes.

    Parameters, filters, errors, and shapes are Wagtail's; what is read for an answer takes a
    number of queries that does not depend on how many objects it holds.
    """

    renderer_classes = [JSONRenderer]
    pagination_class = Pagination

    # Wagtail's viewset lists an endpoint's fields itself; ours are described beside the model.
    @classmethod
    def get_body_fields_names(cls, model: Any) -> list[str]:
        return field_names(model)[0]

    @classmethod
    def get_meta_fields_names(cls, model: Any) -> list[str]:
        return field_names(model)[1]

    @cached_property
    def reading(self) -> Reading:
        """The one reading that this answer is."""
        return Reading(
            self.request,
            rich_text_format=self.resolve_rich_text_format(),
            router=self.request.wagtailapi_router,
            site=self.get_site(),
        )

    def get_site(self) -> Any:
        """The site that ``?site=`` asks for; None for the request's own."""
        if not self.request.GET.get("site"):
            return None
        asked = SiteFilterValidator(site=self.request.GET["site"], request=self.request)
        try:
            return asked.site_obj
        except (Http404, ValueError) as error:
            raise BadRequestError("site must be a site's host name, or host name:port") from error

    def get_language(self) -> Language:
        """The language of what has none of its own: ``?locale=``, else the default one."""
        if "locale" not in self.known_query_parameters:
            return DEFAULT_LANGUAGE
        code = self.request.GET.get("locale", DEFAULT_LANGUAGE.code)
        try:
            return get_language(code)
        except LookupError:
            codes = ", ".join(language.code for language in LANGUAGES)
            raise BadRequestError(f"locale must be one of {codes}") from None

    def get_representation(self, model: Any, mode: Mode) -> ModelRepresentation:
        """Compile what ``?fields=`` asks for."""
        try:
            selection = parse_selection(self.request.GET.get("fields", ""))
        except ValueError as error:
            raise BadRequestError(f"fields error: {error}") from error
        try:
            return compile_model(model, selection, mode)
        except UnknownFieldsError as error:
            raise BadRequestError(str(error)) from error

    def represent(self, objects: Sequence[Any], model: Any, mode: Mode) -> list[Any]:
        """Render objects for the answer."""
        representation = self.get_representation(model, mode)
        return represent(objects, representation, self.reading, self.get_language())

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        for name, values in request.GET.lists():
            if any("\x00" in text for text in (name, *values)):
                raise BadRequestError(f"null characters are not allowed in {name!r}")
        if request.GET.get("format", "json") not in ("", "json"):
            raise BadRequestError("format must be json")
        super().initial(request, *args, **kwargs)

    def listing_view(self, request: Any) -> Any:
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        model = queryset.model
        # Before anything is fetched: a wrong ``fields`` is an error of an empty listing, too.
        self.get_representation(model, "listing")
        page = self.paginate_queryset(self.filter_queryset(queryset))
        return self.get_paginated_response(self.represent(page, model, "listing"))

    def detail_view(self, request: Any, pk: int) -> Any:
        instance = self.get_object()
        [document] = self.represent([instance], type(instance), "detail")
        return Response(document)

    def find_object(self, queryset: Any, request: Any) -> Any:
        try:
            return super().find_object(queryset, request)
        except ObjectDoesNotExist:
            # Wagtail expects this of the endpoint's model, and not of the one that ?type= asks for.
            raise Http404 from None
        except ValueError as error:
            raise BadRequestError("id must be a positive integer") from error

    def get_renderer_context(self) -> dict[str, Any]:
        return {**super().get_renderer_context(), "indent": None}

    def handle_exception(self, exc: Exception) -> Any:
        number_out_of_range = isinstance(exc, (DataError, OverflowError))
        if isinstance(exc, Http404) or (number_out_of_range and self.action == "detail_view"):
            # The same words for what does not exist and for what is not public.
            return Response({"message": "not found"}, status=status.HTTP_404_NOT_FOUND)
        if number_out_of_range:
            # A number or a date it is, but beyond what the database can compare with.
            filters = sorted(set(self.request.GET) - self.known_query_parameters)
            exc = BadRequestError(f"a value is out of range: {', '.join(filters)}")
        response = super().handle_exception(exc)
        if "detail" in response.data:
            # DRF's own errors, such as a method that is not allowed, in the form of all others.
            response.data = {"message": response.data["detail"]}
        return response
