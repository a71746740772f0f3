"""The log of deliveries in the admin, from which one can be sent again."""

import json
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log

from cms.tasks.after import after_commit
from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.replay import replay
from cms.webhooks.tasks import send_webhooks

#: What Wagtail's log calls it that a delivery is sent again.
REPLAYED = "webhooks.replay"


def may_see(user: Any) -> bool:
    """Whether somebody manages endpoints."""
    return bool(user.has_perm("webhooks.change_endpoint"))


class DeliveryFilters(WagtailFilterSet):
    """To whom, what of, and what became of it."""

    endpoint = django_filters.ModelChoiceFilter(
        label=_("Webhook endpoint"), queryset=lambda request: Endpoint.objects.all()
    )

    class Meta:
        model = Delivery
        fields = ["endpoint", "state", "event", "language"]


class DataColumn(Column):
    """What was told, with the key that the receiver knows it by."""

    cell_template_name = "webhooks/data_cell.html"

    def get_value(self, instance: Delivery) -> str:
        return json.dumps(instance.data, ensure_ascii=False, indent=2)


class AnswerColumn(Column):
    """How it went."""

    cell_template_name = "webhooks/answer_cell.html"


class ReplayColumn(Column):
    """What sends it again."""

    cell_template_name = "webhooks/replay_cell.html"

    def get_cell_context_data(self, instance: Delivery, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(parent_context["request"])}


class DeliveriesView(ReportView):
    """The deliveries of the last weeks, the newest first."""

    model = Delivery
    page_title = _("Webhooks")
    header_icon = "rotate"
    index_url_name = "webhook_deliveries"
    index_results_url_name = "webhook_deliveries_results"
    filterset_class = DeliveryFilters
    export_filename = "webhooks"
    no_results_message = _("Nothing was sent.")
    is_searchable = False
    list_export = [
        *("key", "endpoint", "event", "language", "happened_at", "state", "attempts", "tried_at"),
        *("problem", "status"),
    ]
    columns = [
        Column("get_event_display", label=_("Event")),
        DataColumn("data", label=_("Content")),
        Column("endpoint", label=_("To")),
        DateColumn("happened_at", label=_("Happened")),
        AnswerColumn("state", label=_("State")),
        ReplayColumn("replay", label=_("Actions")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> "QuerySet[Delivery]":
        return Delivery.objects.select_related("endpoint")


@require_admin_access
@require_POST
def replay_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a delivery again, as soon as what waits for the same page was sent."""
    if not may_see(request.user):
        raise PermissionDenied
    with transaction.atomic():
        delivery = get_object_or_404(Delivery, pk=pk)
        replay(delivery)
        log(delivery.endpoint, REPLAYED, data={"delivery": delivery.key})
        after_commit(send_webhooks)
    if delivery.endpoint.enabled:
        messages.success(request, gettext("It is sent again."))
    else:
        messages.warning(request, gettext("It is sent again once the endpoint is enabled."))
    return redirect(reverse("webhook_deliveries"))
