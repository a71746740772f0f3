"""The report in the admin."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from cms.links.models import BrokenLink


def may_see(user: Any) -> bool:
    """Whether somebody edits pages."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


class BrokenLinkFilters(WagtailFilterSet):
    """What is wrong, and in which language."""

    locale = django_filters.ModelChoiceFilter(
        label=_("Language"),
        field_name="page__locale",
        queryset=lambda request: Locale.objects.all(),
    )

    class Meta:
        model = BrokenLink
        fields = ["problem"]


class BrokenLinksView(ReportView):
    """The links that the last check found broken, in pages that the user may edit."""

    model = BrokenLink
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    filterset_class = BrokenLinkFilters
    export_filename = "broken-links"
    no_results_message = _("No broken links were found.")
    is_searchable = False
    list_export = ["page", "target", "get_problem_display", "found_at"]
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            get_url=lambda link: reverse("wagtailadmin_pages:edit", args=[link.page_id]),
        ),
        Column("target", label=_("Leads to")),
        Column("get_problem_display", label=_("Problem")),
        DateColumn("found_at", label=_("Found")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> "QuerySet[BrokenLink]":
        pages = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return BrokenLink.objects.filter(page__in=pages).select_related("page")

    def get_queryset(self) -> Any:
        return self.get_base_queryset()
