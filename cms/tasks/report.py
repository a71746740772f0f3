"""The report of tasks in the admin."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.operations.errors import sentence
from cms.tasks.place import place
from cms.tasks.waiting import Waiting

#: How many are shown.
LIMIT = 200


def may_see(user: Any) -> bool:
    """Whether somebody keeps the server: what failed, and why, is for nobody else."""
    return bool(user.is_superuser)


class TasksView(WagtailAdminTemplateMixin, TemplateView):
    """What is not done, and why; a failed task can be tried again."""

    template_name = "cms/tasks/report.html"
    header_icon = "tasks"
    _show_breadcrumbs = True

    @property
    def page_title(self) -> str:
        return _("Tasks")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": "", "label": self.page_title}]
        return [*super().get_breadcrumbs_items(), *items]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try a task again, by its ``key``."""
        try:
            place().try_again(request.POST.get("key", ""))
        except ValueError:
            messages.error(request, _("There is no such task."))
        except Exception as error:  # each place has exceptions of its own
            said = sentence(error)
            if said is None:
                raise
            messages.error(request, said)
        else:
            messages.success(request, _("The task waits to be tried again."))
        return redirect(reverse("tasks"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: list[Waiting] = []
        try:
            found.extend(place().overview(LIMIT))
        except Exception as error:  # each place has exceptions of its own
            kwargs["failure"] = sentence(error)
            if kwargs["failure"] is None:
                raise
        return super().get_context_data(tasks=found, place=settings.TASKS_PLACE, **kwargs)
