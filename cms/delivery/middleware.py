"""What is not marked as public is kept nowhere."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cms.documents.paths import DOCUMENTS


class KeptNowhereMiddleware:
    """Say ``no-store`` of every answer at a public path that does not say itself who may keep it.

    Otherwise a CDN may keep an error, or what one person may see, as long as it likes. The response
    cache replaces it in the answers that it keeps. Documents, which may be private, and the signed
    addresses that they are at, are for whoever asked: their browser may keep them, and asks again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._paths = tuple(settings.DELIVERY_PATHS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(self._paths):
            response.setdefault("Cache-Control", "no-store")
        elif request.path_info.startswith(DOCUMENTS):
            response.setdefault("Cache-Control", "private, no-cache")
        return response
