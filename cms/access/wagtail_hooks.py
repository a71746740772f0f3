"""Where failed logins and one-time passwords stand in the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms.access.attempts import AttemptsView, may_see, unlock_view
from cms.access.views import CodeView, DeviceView, RemoveView


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


@hooks.register("register_admin_urls")
def one_time_password_urls() -> list[URLPattern]:
    return [
        path("one-time-password/", CodeView.as_view(), name="one_time_password"),
        path("account/one-time-passwords/", DeviceView.as_view(), name="one_time_passwords"),
        path(
            "users/<int:pk>/one-time-passwords/",
            RemoveView.as_view(),
            name="remove_one_time_passwords",
        ),
    ]


@hooks.register("register_account_menu_item")
def account_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("one_time_passwords"),
        "label": _("One-time passwords"),
        "help_text": _("Have a code asked for beside your password."),
    }


@hooks.register("register_user_listing_buttons")
def user_button(user: Any, request_user: Any) -> Iterator[Any]:
    if request_user.is_superuser:
        yield Button(
            _("Turn one-time passwords off"),
            reverse("remove_one_time_passwords", args=[user.pk]),
            icon_name="key",
            priority=50,
        )
