"""Leading readers on from where a page no longer is."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urljoin

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.models import Redirect

from cms.pages.front_end import front_end_of
from cms.pages.reader import language_of, reading_of, site_of
from cms.pages.redirects import redirect_of, redirects_from
from cms.representation.compile import compile_model
from cms.representation.references import represent
from cms.representation.selection import exactly


class RedirectMiddleware:
    """Lead from where nothing is to where a redirect says, as the API does.

    Wagtail's own also leads to what is private or not published, whose addresses nobody is to know,
    and works out addresses from what a process may have kept for an hour.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        whole = request.get_full_path()
        # With the query first: a redirect may be from that.
        for path in dict.fromkeys((whole, whole.partition("?")[0])):
            if redirect := _find(request, path):
                return redirect
        return response


def _find(request: HttpRequest, path: str) -> HttpResponse | None:
    """Return what leads on from a path; None where nothing does."""
    statement, given = redirects_from(path)
    public = site_of(request)
    redirect = redirect_of(public, statement.ask(**given))
    if redirect is None:
        return None
    representation = compile_model(Redirect, exactly("location"))
    [found] = represent([redirect], representation, reading_of(request), language_of(request))
    location = found["location"]
    if not location:
        return None
    if redirect.redirect_page_id is not None and public.site is not None:
        location = urljoin(front_end_of(public.site.hostname) or "", location)
    kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    return kind(location)
