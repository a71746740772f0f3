"""Who is asked: ours, and those that it is compared with."""

from typing import NamedTuple


class Side(NamedTuple):
    """One of those that are compared; ``bench.wsgi`` finds it by its name.

    Attributes:
        name: the first part of its addresses.
        title: what readers of the results know it by.
    """

    name: str
    title: str


STOCK = Side("stock", "Wagtail’s own API")
UNCACHED = Side("uncached", "Mosaic, uncached")
#: The same where the process has read none of it before.
ANEW = Side("anew", "of it, read for the first time")
CACHED = Side("cached", "Mosaic, cached")
VIEW = Side("view", "a bare Django view")
VIEW_WITHOUT_MIDDLEWARE = Side("view-without-middleware", "the view without any middleware")
VIEW_BEHIND_MIDDLEWARE = Side("view-behind-middleware", "the view behind Mosaic’s middleware")
FUNCTION = Side("function", "a bare WSGI function")
#: Other systems, each with a server of its own.
STRAPI = Side("strapi", "Strapi 5.54")
DIRECTUS = Side("directus", "Directus 11.17")
PEERS = (STRAPI, DIRECTUS)

SIDES = (
    STOCK,
    UNCACHED,
    ANEW,
    CACHED,
    VIEW,
    VIEW_WITHOUT_MIDDLEWARE,
    VIEW_BEHIND_MIDDLEWARE,
    FUNCTION,
)
