"""The report of failed logins in the admin, from which one can be unlocked."""

from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView


def may_see(user: Any) -> bool:
    """Whether somebody keeps the server: who tried to get in is for nobody else."""
    return bool(user.is_superuser)


class UnlockColumn(Column):
    """What unlocks it."""

    cell_template_name = "access/unlock_cell.html"

    def get_cell_context_data(self, instance: AccessAttempt, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(parent_context["request"])}


class AttemptsView(ReportView):
    """Who failed to log in so often that they may be locked out, the last one first."""

    model = AccessAttempt
    page_title = _("Failed logins")
    header_icon = "lock"
    index_url_name = "failed_logins"
    index_results_url_name = "failed_logins_results"
    no_results_message = _("Nobody failed to log in lately.")
    is_searchable = False
    export_filename = "failed-logins"
    list_export = ["username", "ip_address", "failures_since_start", "attempt_time"]
    columns = [
        Column("username", label=_("Username")),
        Column("ip_address", label=_("Address")),
        Column("failures_since_start", label=_("Attempts")),
        DateColumn("attempt_time", label=_("Last attempt")),
        UnlockColumn("unlock", label=_("Actions")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> "QuerySet[AccessAttempt]":
        still_count = timezone.now() - settings.AXES_COOLOFF_TIME
        attempts: QuerySet[AccessAttempt] = AccessAttempt.objects.order_by("-attempt_time")
        return attempts.filter(attempt_time__gte=still_count)


@require_admin_access
@require_POST
def unlock_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the attempts of a username from an address."""
    if not may_see(request.user):
        raise PermissionDenied
    attempt = get_object_or_404(AccessAttempt, pk=pk)
    reset(ip=attempt.ip_address, username=attempt.username)
    messages.success(request, gettext("They can try again."))
    return redirect(reverse("failed_logins"))
