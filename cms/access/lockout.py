"""What somebody is told who tried too many passwords, in the admin or as a reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.editing.paths import is_in_admin


def locked_out(request: HttpRequest, response: Any, credentials: Any) -> HttpResponse:
    """Answer a login that is locked, whether there is such a user or not: django-axes asks for it.

    Args:
        request: what was sent.
        response: what would have been answered.
        credentials: what was tried; no part of the answer.
    """
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = {"minutes": seconds // 60}
    template = "access/locked.html" if is_in_admin(request.path) else "access/locked_reader.html"
    locked = render(request, template, context, status=429)
    locked["Retry-After"] = str(seconds)
    locked["Cache-Control"] = "no-store"
    return locked
