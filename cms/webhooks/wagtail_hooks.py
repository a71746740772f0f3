"""Where endpoints and the log of deliveries stand in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.webhooks.forms import EndpointForm
from cms.webhooks.log import REPLAYED, DeliveriesView, may_see, replay_view
from cms.webhooks.models import Endpoint


class SavedPanel(FieldPanel):
    """A field that is shown once there is something to show, such as a secret."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None and bool(super().is_shown())


class StandingColumn(Column):
    """How an endpoint is, so that nobody overlooks one that is failing."""

    cell_template_name = "webhooks/standing_cell.html"


@register_snippet
class EndpointViewSet(SnippetViewSet):
    """The endpoints in the admin."""

    model = Endpoint
    icon = "rotate"
    menu_label = _("Webhooks")
    menu_order = 900
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = [
        "name",
        Column("address", label=_("Address")),
        StandingColumn("standing", label=_("State")),
        Column("get_problem_display", label=_("Problem")),
        DateColumn("failing_since", label=_("Failing since")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("address"),
            FieldPanel("events"),
            FieldPanel("languages"),
            FieldPanel("enabled"),
            SavedPanel(
                "secret",
                read_only=True,
                heading=_("Secret"),
                help_text=_(
                    "What is sent is signed with this. The server that receives it verifies the "
                    "signature with the same, by a library of standardwebhooks.com."
                ),
            ),
            SavedPanel("renew"),
        ],
        base_form_class=EndpointForm,
    )


class DeliveriesMenuItem(MenuItem):
    """Shown to whoever manages endpoints."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_admin_urls")
def log_urls() -> list[URLPattern]:
    results = DeliveriesView.as_view(results_only=True)
    return [
        path("reports/webhooks/", DeliveriesView.as_view(), name="webhook_deliveries"),
        path("reports/webhooks/results/", results, name="webhook_deliveries_results"),
        path("reports/webhooks/<int:pk>/again/", replay_view, name="replay_webhook"),
    ]


@hooks.register("register_reports_menu_item")
def log_menu_item() -> Any:
    return DeliveriesMenuItem(
        _("Webhooks"), reverse("webhook_deliveries"), icon_name="rotate", order=960
    )


@hooks.register("register_log_actions")
def replaying_in_history(actions: Any) -> None:
    actions.register_action(REPLAYED, _("Send again"), _("A delivery was sent again"))
