"""Where the report stands in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.links.report import BrokenLinksView, may_see


class BrokenLinksMenuItem(MenuItem):
    """Shown to whoever edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    results = BrokenLinksView.as_view(results_only=True)
    return [
        path("reports/broken-links/", BrokenLinksView.as_view(), name="broken_links"),
        path("reports/broken-links/results/", results, name="broken_links_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> Any:
    return BrokenLinksMenuItem(
        _("Broken links"), reverse("broken_links"), icon_name="link", order=120
    )
