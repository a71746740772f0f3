"""Where the report stands in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.tasks.report import TasksView, may_see


class TasksMenuItem(MenuItem):
    """Shown to whoever keeps the server."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [path("reports/tasks/", TasksView.as_view(), name="tasks")]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> Any:
    return TasksMenuItem(_("Tasks"), reverse("tasks"), icon_name="tasks", order=950)
