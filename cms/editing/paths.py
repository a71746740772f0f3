"""Which paths are the admin's."""

from functools import cache

from django.urls import get_script_prefix, get_urlconf, reverse


def is_in_admin(path: str) -> bool:
    """Whether a path, as in ``request.path``, is the admin's."""
    return path.startswith(_beginning(get_script_prefix(), get_urlconf()))


@cache
def _beginning(prefix: str, urlconf: str | None) -> str:
    """Return what the admin's paths begin with; Django works it out from its arguments, at length.

    Args:
        prefix: what stands before all paths.
        urlconf: where all paths are; None for the settings' own.
    """
    return reverse("wagtailadmin_home")
