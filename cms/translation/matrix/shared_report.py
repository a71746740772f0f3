"""The report on shared rows in the admin."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.languages import LANGUAGES, Language, get_language
from cms.translation.matrix.report import PERMISSION
from cms.translation.matrix.shared import kinds, lacking_fields, lacks


class LackingColumn(Column):
    """What a row lacks in a language."""

    cell_template_name = "translation/lacking_cell.html"

    def __init__(self, language: Language) -> None:
        super().__init__(language.code, label=language.name)
        self._language = language

    def get_value(self, instance: Any) -> list[str]:
        return lacking_fields(instance, self._language)


class SharedFilters(WagtailFilterSet):
    """Kind of row, and the language in which they lack something."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        empty_label=None,
        choices=lambda: [
            (label, capfirst(str(model._meta.verbose_name_plural)))
            for label, model in kinds().items()
        ],
        method="leave",
    )
    language = django_filters.ChoiceFilter(
        label=_("Empty in"),
        choices=[(language.code, language.name) for language in LANGUAGES],
        method="by_language",
    )

    def leave(self, queryset: Any, name: str, value: str) -> Any:
        """The view lists rows of this kind already."""
        return queryset

    def by_language(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(lacks(queryset.model, get_language(value)))


class SharedRowsView(ReportView):
    """Photos, categories, authors, and whatever else has a column per language."""

    page_title = _("Shared texts")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_shared"
    index_results_url_name = "translation_shared_results"
    filterset_class = SharedFilters
    export_filename = "shared-texts"
    no_results_message = _("Nothing matches.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        self.model = self._chosen()
        self._finder = AdminURLFinder(request.user)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def _chosen(self) -> type[Model]:
        found = kinds()
        return found.get(self.request.GET.get("kind", ""), next(iter(found.values())))

    def get_queryset(self) -> Any:
        return self.model._default_manager.order_by("pk")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        # The filters are for several models, and take the one of the rows that are listed.
        return {**super().get_filterset_kwargs(), "queryset": self.get_queryset()}

    @property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("title", label=_("Title"), accessor=str, get_url=self._address),
            *(LackingColumn(language) for language in LANGUAGES),
        ]

    def _address(self, row: Any) -> str | None:
        address: str | None = self._finder.get_edit_url(row)
        return address

    @property
    def list_export(self) -> list[str]:
        return ["title", *(language.code for language in LANGUAGES)]

    @property
    def export_headings(self) -> dict[str, Any]:
        return {"title": _("Title"), **{each.code: each.name for each in LANGUAGES}}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        lacking = {each.code: ", ".join(lacking_fields(item, each)) for each in LANGUAGES}
        return {"title": str(item), **lacking}
