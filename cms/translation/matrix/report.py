"""The report in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page

from cms.languages import LANGUAGES
from cms.translation.matrix.cells import fill_cells
from cms.translation.matrix.filters import MatrixFilters
from cms.translation.sources import sources

PERMISSION = "wagtail_localize.submit_translation"


class LanguageColumn(Column):
    """How far the pages are in a language."""

    cell_template_name = "translation/matrix_cell.html"

    def get_value(self, instance: Any) -> Any:
        return instance.cells[self.name]


class SourceColumn(Column):
    """A source: its title, and what leads to it where the user may edit it."""

    cell_template_name = "translation/matrix_source.html"

    def get_value(self, instance: Any) -> Any:
        return instance


class TypeColumn(Column):
    """The type of a page."""

    def get_value(self, instance: Any) -> str:
        return get_content_type_label(instance.content_type)  # type: ignore[no-any-return]


class MatrixView(ReportView):
    """All sources, and their states in every language."""

    model = Page
    template_name = "translation/matrix.html"
    page_title = _("Translation matrix")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_matrix"
    index_results_url_name = "translation_matrix_results"
    filterset_class = MatrixFilters
    default_ordering = "-changed_at"
    export_filename = "translations"
    no_results_message = _("No pages match.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def languages(self) -> Any:
        """The languages that are shown: the one that is asked for, or all."""
        chosen = self.request.GET.get("language")
        return [each for each in LANGUAGES if each.code == chosen] or LANGUAGES

    def get_base_queryset(self) -> "QuerySet[Page]":
        changed_at = Coalesce(
            F("live_texts__changed_at"), F("latest_revision_created_at"), F("last_published_at")
        )
        pages = sources().annotate(changed_at=changed_at)
        return pages.select_related("content_type", "locale")  # type: ignore[no-any-return]

    def get_queryset(self) -> Any:
        return self.order_queryset(self.get_base_queryset())

    def order_queryset(self, queryset: Any) -> Any:
        order = self.ordering if self.ordering in ("title", "-title", "changed_at") else ""
        return queryset.order_by(order or "-changed_at", "pk")

    @property
    def columns(self) -> list[Any]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="page"),
            SourceColumn("title", label=_("Page"), sort_key="title"),
            TypeColumn("type", label=_("Type")),
            DateColumn("changed_at", label=_("Source changed"), sort_key="changed_at"),
            *(
                LanguageColumn(language.code, label=language.name, classname="translation-cell")
                for language in self.languages
            ),
        ]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return fill_cells(object_list, self.request.user)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            # The table has the rows already, which `get` decorates for spreadsheets only.
            fill_cells(context["object_list"], self.request.user)
        return context

    @property
    def list_export(self) -> list[str]:
        return [
            "title",
            "type",
            "changed_at",
            *(
                f"{language.code}.{part}"
                for language in self.languages
                for part in ("state", "percent", "who", "when")
            ),
        ]

    @property
    def export_headings(self) -> dict[str, str]:
        headings = {
            "title": gettext("Page"),
            "type": gettext("Type"),
            "changed_at": gettext("Source changed"),
        }
        parts = {
            "state": gettext("State"),
            "percent": gettext("Translated, in %"),
            "who": gettext("By"),
            "when": gettext("On"),
        }
        for language in self.languages:
            for part, heading in parts.items():
                headings[f"{language.code}.{part}"] = f"{language.name}: {heading}"
        return headings

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        row = {
            "title": item.title,
            "type": get_content_type_label(item.content_type),
            "changed_at": item.changed_at,
        }
        for language in self.languages:
            cell = item.cells[language.code]
            row[f"{language.code}.state"] = cell.state.label if cell.state else gettext("Source")
            row[f"{language.code}.percent"] = cell.percent
            row[f"{language.code}.who"] = cell.who
            row[f"{language.code}.when"] = cell.when
        return row
