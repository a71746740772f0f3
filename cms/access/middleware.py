"""In the admin, a password alone is not enough for whoever has one-time passwords."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.access.devices import device_of
from cms.editing.paths import is_in_admin

#: What needs none: logging in and out, and what these pages are made of.
_OPEN = {
    "one_time_password",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class OneTimePasswordMiddleware:
    """Ask for a one-time password before the admin; with ``ADMIN_OTP=required``, have it turned on.

    However somebody logged in: the login of pages for members asks for a password only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name
        if not is_in_admin(request.path) or name in _OPEN:
            return None
        if not request.user.is_authenticated or request.user.is_verified():
            return None
        if device_of(request.user):
            return redirect_to_login(request.get_full_path(), reverse("one_time_password"))
        if settings.ADMIN_OTP == "required" and name != "one_time_passwords":
            return redirect_to_login(request.get_full_path(), reverse("one_time_passwords"))
        return None
