"""The passwords of pages and of collections: not to be guessed one after the other."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page, PageViewRestriction
from wagtail.views import authenticate_with_password

from cms.access.lockout import locked_out
from cms.throttling import Throttle


class GuessThrottle(Throttle):
    """Counts what one network address tries, right or wrong, in the time that logins are locked."""

    scope = "page-passwords"
    rate = "20"

    def parse_rate(self, rate: str | None) -> tuple[int, int]:
        return int(rate or 0), int(settings.AXES_COOLOFF_TIME.total_seconds())


def few_guesses(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a view that takes a password take few of them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not GuessThrottle().allow_request(request, cast(Any, None)):
            return locked_out(request, None, None)
        return view(request, *args, **kwargs)

    return guarded


@few_guesses
def page_password(request: HttpRequest, restriction: int, page: int) -> HttpResponse:
    """Ask for the password of a public address; any other page is as one that never was."""
    closed = get_object_or_404(PageViewRestriction, pk=restriction).page
    get_object_or_404(Page.objects.live().descendant_of(closed, inclusive=True), pk=page)
    answer: HttpResponse = authenticate_with_password(request, restriction, page)
    return answer
