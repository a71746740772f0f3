"""Where failed logins stand in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access.attempts import AttemptsView, may_see, unlock_view


class AttemptsMenuItem(MenuItem):
    """Shown to whoever keeps the server."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_admin_urls")
def attempts_urls() -> list[URLPattern]:
    results = AttemptsView.as_view(results_only=True)
    return [
        path("reports/failed-logins/", AttemptsView.as_view(), name="failed_logins"),
        path("reports/failed-logins/results/", results, name="failed_logins_results"),
        path("reports/failed-logins/<int:pk>/unlock/", unlock_view, name="unlock_login"),
    ]


@hooks.register("register_reports_menu_item")
def attempts_menu_item() -> Any:
    return AttemptsMenuItem(
        _("Failed logins"), reverse("failed_logins"), icon_name="lock", order=970
    )
