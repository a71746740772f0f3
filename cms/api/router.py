"""The API's router."""

from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import re_path, resolve
from django.views.decorators.csrf import csrf_exempt
from wagtail.api.v2.router import WagtailAPIRouter


@csrf_exempt
def not_found(request: Any) -> HttpResponse:
    """Answer an address that is no endpoint, in the form of all the API's errors.

    Where only the slash at the end is missing, lead to the endpoint, as Django does elsewhere.
    """
    if resolve(f"{request.path_info}/").func is not not_found:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    compact = {"separators": (",", ":")}
    return JsonResponse({"message": "not found"}, status=404, json_dumps_params=compact)


class Router(WagtailAPIRouter):
    """Wagtail's router; what is no endpoint is a JSON 404."""

    def get_model_endpoint(self, model: Any) -> Any:
        """Return the endpoint that gives a model's objects; some endpoints give none."""
        for name, endpoint in self._endpoints.items():
            if endpoint.model is not None and issubclass(model, endpoint.model):
                return name, endpoint
        return None

    def get_detail_path(self, instance: Any) -> str | None:
        """Return the path of an object's detail, by its key, or by its slug where that names it."""
        found = self.get_model_endpoint(type(instance))
        if found is None:
            return None
        key = getattr(instance, getattr(found[1], "named_by", "pk"))
        return self.get_object_detail_urlpath(type(instance), key)  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), re_path("", not_found)]
