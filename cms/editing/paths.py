"""Which requests are the admin's."""

from functools import cache

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse


def is_for_admin(request: HttpRequest) -> bool:
    """Whether a request is for the admin, by its path."""
    return request.path.startswith(_beginning(get_script_prefix(), get_urlconf()))


@cache
def _beginning(prefix: str, urlconf: str | None) -> str:
    """Return what the admin's paths begin with; Django works it out from its arguments, at length.

    Args:
        prefix: what stands before all paths.
        urlconf: where all paths are; None for the settings' own.
    """
    return reverse("wagtailadmin_home")
