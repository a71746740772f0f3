"""Wagtail's filters of listings, where any text at all gets an answer or a clear error."""

from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError, ValidationError
from django.db.models import BooleanField
from django.http import Http404
from rest_framework.filters import BaseFilterBackend
from taggit.managers import TaggableManager
from wagtail.api.v2.filters import AncestorOfFilter as WagtailAncestorOfFilter
from wagtail.api.v2.filters import ChildOfFilter as WagtailChildOfFilter
from wagtail.api.v2.filters import DescendantOfFilter as WagtailDescendantOfFilter
from wagtail.api.v2.filters import FieldsFilter as WagtailFieldsFilter
from wagtail.api.v2.filters import LocaleFilter as WagtailLocaleFilter
from wagtail.api.v2.filters import OrderingFilter as WagtailOrderingFilter
from wagtail.api.v2.filters import SearchFilter as WagtailSearchFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import FilterFieldError, OrderByFieldError

from cms.languages import LANGUAGES
from cms.search.backends.compiler import InLanguages
from cms.search.questions import MAX_LENGTH, MAX_WORDS

#: Parameters that take any text at all, even such as no page can have.
SEARCHED = frozenset({"q", "search"})
#: What of it is looked for, for the API's description.
HOW_MUCH = f"any text; its first {MAX_WORDS} words count, in its first {MAX_LENGTH} characters"


class FieldsFilter(WagtailFieldsFilter):
    """``?FIELD=value``. A value that the field cannot have is an error that names the field."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        model = queryset.model
        fields = set(view.get_available_fields(model, db_fields_only=True)) - {"locale"}
        for name in fields & set(request.query_params):
            self._check(model, name, request.query_params[name])
        return super().filter_queryset(request, queryset, view)

    @staticmethod
    def _check(model: Any, name: str, value: str) -> None:
        field = model._meta.get_field(name)
        if isinstance(field, (BooleanField, TaggableManager)):
            return  # Wagtail has words of its own for these, and an error for others.
        try:
            model._default_manager.filter(**{name: value})
            if field.is_relation:
                # A key may be too large a number for the database to compare with.
                field.target_field.run_validators(field.target_field.to_python(value))
        except (FieldError, TypeError, ValidationError, ValueError) as error:
            raise BadRequestError(
                f"field filter error. '{value}' is not a valid value for {name}"
            ) from error


class OrderingFilter(WagtailOrderingFilter):
    """``?order=``. What it does not tell apart is ordered by id.

    Otherwise a database may give it in another order each time, and a reader who goes from one
    part of a listing to the next may miss some. The opposite order is the exact reverse.
    """

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        ordered = super().filter_queryset(request, queryset, view)
        names = request.query_params.get("order", "").split(",")
        if ordered is queryset or {"random", "id", "-id"} & set(names):
            return ordered
        return ordered.order_by(*names, "-id" if names[-1].startswith("-") else "id")


def searched_text(text: str) -> str:
    """Return what of any text is looked for, as it may be given back."""
    return text[:MAX_LENGTH].replace("\0", "")


class SearchFilter(BaseFilterBackend):
    """``?search=``, for any text, as Wagtail's filter has it.

    With ``?locale=`` it looks into what speaks that language only.
    """

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        text = request.query_params.get("search")
        if text is None:
            return queryset
        if not getattr(settings, "WAGTAILAPI_SEARCH_ENABLED", True):
            raise BadRequestError("search is disabled")
        operator = request.query_params.get("search_operator", "").lower() or "and"
        if operator not in ("and", "or"):
            raise BadRequestError("search_operator must be 'and' or 'or'")
        if getattr(queryset, "_filtered_by_tag", False):
            raise BadRequestError("filtering by tag with a search query is not supported")
        languages = (view.get_language(),) if "locale" in request.query_params else LANGUAGES
        words = InLanguages(searched_text(text), languages, operator)
        try:
            return get_search_backend().search(
                words, queryset, order_by_relevance="order" not in request.query_params
            )
        except (FilterFieldError, OrderByFieldError) as error:
            verb = "filter" if isinstance(error, FilterFieldError) else "order"
            raise BadRequestError(
                f"cannot {verb} by '{error.field_name}' while searching (field is not indexed)"
            ) from error


class LocaleFilter(BaseFilterBackend):
    """``?locale=``. An unknown language is an error that names those there are."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        if "locale" not in request.query_params:
            return queryset
        locale = view.public_site.locale_id(view.get_language())
        if locale is None:
            raise Http404
        return queryset.filter(locale=locale)


class _NamedInErrors:
    """Makes the errors of one of Wagtail's filters say which parameter is wrong."""

    parameter: str

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        try:
            return super().filter_queryset(request, queryset, view)  # type: ignore[misc]
        except BadRequestError as error:
            if self.parameter in str(error):
                raise
            raise BadRequestError(f"{self.parameter}: {error}") from error


class ChildOfFilter(_NamedInErrors, WagtailChildOfFilter):
    """``?child_of=``."""

    parameter = "child_of"


class AncestorOfFilter(_NamedInErrors, WagtailAncestorOfFilter):
    """``?ancestor_of=``."""

    parameter = "ancestor_of"


class DescendantOfFilter(_NamedInErrors, WagtailDescendantOfFilter):
    """``?descendant_of=``."""

    parameter = "descendant_of"


#: Ours in the place of Wagtail's.
_REPLACED = {
    WagtailAncestorOfFilter: AncestorOfFilter,
    WagtailChildOfFilter: ChildOfFilter,
    WagtailDescendantOfFilter: DescendantOfFilter,
    WagtailFieldsFilter: FieldsFilter,
    WagtailLocaleFilter: LocaleFilter,
    WagtailOrderingFilter: OrderingFilter,
    WagtailSearchFilter: SearchFilter,
}


def tolerant(filters: list[Any]) -> list[Any]:
    """Return an endpoint's filters with ours in the place of Wagtail's."""
    return [_REPLACED.get(filter_class, filter_class) for filter_class in filters]
