"""Caches, and how answers are kept and delivered."""

from typing import Any

from cms.environment import engines, values
from cms.environment.reading import read
from cms.languages import LANGUAGES as SPOKEN

_CACHE = read(
    "CACHE_URL",
    engines.cache,
    "redis://HOST:PORT/NUMBER, or rediss:// for an encrypted connection",
    None,
)
CACHES: dict[str, dict[str, Any]] = {
    # What Wagtail and Django keep.
    "default": {**_CACHE, "BACKEND": "cms.operations.tolerant_cache.TolerantRedisCache"}
    if _CACHE
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole answers. The versions of the journal replace each other; the time is for the last one.
    "responses": {**_CACHE, "KEY_PREFIX": "responses", "TIMEOUT": 24 * 60 * 60}
    if _CACHE
    else {
        "BACKEND": "cms.delivery.memory.MemoryCache",
        "LOCATION": "responses",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_BYTES": 64 * 1024 * 1024},
    },
}

#: Paths with public answers, and the parameters that these depend on; None where the answer to any
#: other parameter is an error.
DELIVERY_PATHS: dict[str, tuple[str, ...] | None] = {
    "/api/v2/": None,
    **{f"/{language.code}/": ("page",) for language in SPOKEN},
    "/robots.txt": (),
    "/sitemap.xml": (),
}

#: Those of them at which no answer can depend on a cookie: NoCookiesMiddleware takes them out.
COOKIELESS_PATHS = ("/api/v2/",)

_CDN = read(
    "CDN_URL",
    engines.cdn,
    "cloudflare://TOKEN@ZONE, fastly://TOKEN@SERVICE, cloudfront://DISTRIBUTION, or "
    "varnish://HOST:PORT",
    None,
)
#: Who is told what changed.
WAGTAILFRONTENDCACHE = {"cdn": _CDN} if _CDN else {}

_CDN_MAX_AGE = read(
    "CDN_MAX_AGE",
    values.whole_number,
    "the number of seconds for which a CDN may give an answer without asking",
    0,
)
_CDN_STALE = read(
    "CDN_STALE_WHILE_REVALIDATE",
    values.whole_number,
    "the number of seconds for which it may go on doing so while it asks",
    0,
)
#: Browsers always ask, which costs them a 304. A CDN that is told of changes need not.
DELIVERY_CACHE_CONTROL = (
    f"public, max-age=0, s-maxage={_CDN_MAX_AGE}"
    + (f", stale-while-revalidate={_CDN_STALE}" if _CDN_STALE else "")
    if _CDN_MAX_AGE
    else "public, no-cache"
)
