"""Which requests the response cache answers, and under which key."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

#: Longer query strings are not worth keeping an answer for.
MAX_QUERY_LENGTH = 2000

#: The parameter that stock clients add to get past caches. It changes nothing.
_CACHE_BUSTER = "_"


class Entry(NamedTuple):
    """One answer that can be kept.

    Attributes:
        key: what tells it from others, in 32 hex digits.
        query: the query string that it is rendered for, in its normal form.
    """

    key: str
    query: str


def entry_of(environ: Mapping[str, Any]) -> Entry | None:
    """Return the entry that a request asks for; None when it is none of the cache's business.

    What has credentials, or asks for another path than the public ones of
    ``settings.DELIVERY_PATHS``, is not. The cookie of a session is such a credential, but at the
    paths of ``settings.COOKIELESS_PATHS``, where no answer depends on one.

    Args:
        environ: the WSGI environment.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    path = environ["PATH_INFO"]
    cookies = environ.get("HTTP_COOKIE")
    if (
        cookies
        and settings.SESSION_COOKIE_NAME in cookies
        and not path.startswith(settings.COOKIELESS_PATHS)
    ):
        return None
    return _entry(
        _scheme(environ),
        environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}",
        environ.get("SCRIPT_NAME", ""),
        path,
        environ.get("QUERY_STRING", ""),
        _origin(environ.get("HTTP_ORIGIN")),
    )


def _scheme(environ: Mapping[str, Any]) -> str:
    """The scheme that addresses in the answer have, as Django's ``HttpRequest.scheme`` decides.

    Only that goes into the key, and not what a client may write into the header.
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if name in environ:
            return "https" if environ[name].partition(",")[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


def _origin(origin: str | None) -> str:
    """What an answer's CORS headers depend on."""
    if origin is None:
        return ""
    if settings.CORS_ALLOW_ALL_ORIGINS:
        return "*"
    return origin if origin in settings.CORS_ALLOWED_ORIGINS else ""


@lru_cache(maxsize=4096)
def _entry(scheme: str, host: str, script: str, path: str, query: str, origin: str) -> Entry | None:
    prefix = next((prefix for prefix in settings.DELIVERY_PATHS if path.startswith(prefix)), None)
    if prefix is None or len(query) > MAX_QUERY_LENGTH:
        return None
    # Latin-1, like the rest of the environment: every byte is one character, and stays the same. Of
    # two parameters with one name, the last one holds; so the others cannot fill the cache, either.
    parameters = dict(parse_qsl(query, keep_blank_values=True, encoding="latin-1"))
    parameters.pop(_CACHE_BUSTER, None)
    known = settings.DELIVERY_PATHS[prefix]
    if known is not None and not parameters.keys() <= set(known):
        return None
    normal = urlencode(sorted(parameters.items()), encoding="latin-1")
    parts = "\n".join((scheme, host.lower(), script, path, normal, origin))
    digest = hashlib.blake2b(parts.encode("utf-8", "surrogateescape"), digest_size=16)
    return Entry(digest.hexdigest(), normal)
