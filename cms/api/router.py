"""The API's router."""

from typing import Any

from django.http import JsonResponse
from django.urls import re_path
from wagtail.api.v2.router import WagtailAPIRouter


def not_found(request: Any, path: str) -> JsonResponse:
    """Answer an address that is no endpoint, in the form of all the API's errors."""
    return JsonResponse({"message": "not found"}, status=404)


class Router(WagtailAPIRouter):
    """Wagtail's router; what is no endpoint is a JSON 404."""

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), re_path(r"^(?P<path>.*)$", not_found)]
