"""The API's router."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import get_script_prefix, get_urlconf, re_path, resolve
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


#: Stands for an object's key or slug: both may be a number.
_SOME_KEY = 918273645


class Router(WagtailAPIRouter):
    """Wagtail's router; what is no endpoint is a JSON 404."""

    def get_model_endpoint(self, model: Any) -> Any:
        """Return the endpoint that gives a model's objects; some endpoints give none."""
        for name, endpoint in self._endpoints.items():
            if endpoint.model is not None and issubclass(model, endpoint.model):
                return name, endpoint
        return None

    def detail_paths(self) -> Callable[[Any], str | None]:
        """Return what gives the path of an object's detail; None where it has none.

        It is by the object's key, or by its slug where that names it.
        """
        known: dict[type, tuple[str, str, str] | None] = {}
        place = (get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)

        def path_of(instance: Any) -> str | None:
            model = type(instance)
            if model not in known:
                known[model] = self._detail_path(model, place)
            found = known[model]
            if found is None:
                return None
            named_by, before, after = found
            name = getattr(instance, named_by)
            return f"{before}{name if isinstance(name, int) else quote(str(name))}{after}"

        return path_of

    def _detail_path(self, model: Any, place: tuple[str, str]) -> tuple[str, str, str] | None:
        """Return what names a model's objects, and their path before and after that.

        Args:
            model: whose objects.
            place: prefix and urlconf; see ``_around_key``.
        """
        found = self.get_model_endpoint(model)
        if found is None:
            return None
        return getattr(found[1], "named_by", "pk"), *_around_key(self, model, *place)

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), re_path("", not_found)]


@lru_cache(maxsize=256)
def _around_key(router: Router, model: Any, prefix: str, urlconf: str) -> tuple[str, str]:
    """Return what stands before and after the key in the path of an object's detail.

    Args:
        router, model: whose detail.
        prefix, urlconf: what Django works paths out from, which takes it long.
    """
    before, after = router.get_object_detail_urlpath(model, _SOME_KEY).split(str(_SOME_KEY))
    return before, after
