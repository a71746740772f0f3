"""The front ends that readers see, where it is not the built-in reader."""

from typing import Any

from django.conf import settings
from django.http import HttpResponseRedirect


def front_end_of(hostname: str) -> str | None:
    """Return the address of the front end that shows a site, without a slash at the end, or None.

    Args:
        hostname: the site's; ``FRONTEND_URL`` names it, or one front end for all others.
    """
    front_ends: dict[str, str] = settings.FRONTEND_URLS
    return front_ends.get(hostname) or front_ends.get("default")


def to_front_end(site: Any, html_url: str) -> HttpResponseRedirect | None:
    """Lead a reader to where the site's front end shows something; None where it has none."""
    return HttpResponseRedirect(html_url) if site and front_end_of(site.hostname) else None


def origin_of(site: Any) -> str:
    """Return the scheme, host and port at which readers find a site.

    That is its front end, where it has one. A site that still has Wagtail's placeholder for a
    hostname is where this server is.
    """
    return origin_at(site.hostname, site.root_url)


def origin_at(hostname: str, root_url: str) -> str:
    """Return the same of a site of which only this is known."""
    front_end = front_end_of(hostname)
    if front_end is not None:
        return front_end
    return str(settings.BASE_URL) if hostname == "localhost" else root_url
