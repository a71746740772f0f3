"""Every public address: the API's, and the reader's."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from wagtail.models import Page

LISTINGS = [
    "pages/?fields=*&limit=100",
    "pages/?type=blog.BlogPage&order=-date&locale=he",
    "pages/?category=film&type=blog.BlogPage",
    "pages/?author=ada&locale=fr",
    "pages/?tag=fez&type=blog.BlogPage",
    "pages/?search=doors",
    "search/?q=doors",
    "search/?q=doors&locale=en",
    "search/?q=doorz",
    "search/suggest/?q=doo",
    "search/suggest/?q=doo&locale=en",
    "images/?fields=*",
    "documents/?fields=*",
    "redirects/",
    *(
        f"{endpoint}/?locale={code}"
        for endpoint in ("site", "categories", "authors", "archive")
        for code in ("en", "fr", "he")
    ),
    "categories/film/",
    "authors/ada/",
    "openapi.json",
]

#: The reader's addresses that are no pages.
READERS = [
    "/robots.txt",
    "/sitemap.xml",
    *(
        f"/{code}/{path}"
        for path in (
            "sitemap.xml",
            "feed.rss",
            "feed.json",
            "categories/film/",
            "categories/film/feed.atom",
            "authors/ada/",
            "archive/",
            "archive/2024/05/",
        )
        for code in ("en", "fr", "he")
    ),
]


#: What is another one in each form that is shown, such as that for a password.
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]*"')


def shown(reply: Any) -> tuple[int, bytes]:
    """Return what a reader gets: the status, and the body without what only that reader gets."""
    return reply.status, _TOKEN.sub(rb"\1", reply.body)


def headers_of(response: Any) -> dict[str, str]:
    """Return a response's headers without the id that each request has of its own."""
    return {name: value for name, value in response.headers.items() if name != "X-Request-ID"}


def addresses() -> Iterator[str]:
    """Yield the addresses of listings, and those of every page there is, public or not."""
    yield from (f"/api/v2/{listing}" for listing in LISTINGS)
    yield from READERS
    for page in Page.objects.filter(depth__gt=1).select_related("locale"):
        slugs = page.url_path.strip("/").split("/")[1:]
        path = "/".join(["", page.locale.language_code, *slugs, ""])
        yield f"/api/v2/pages/{page.pk}/"
        yield f"/api/v2/comments/?page={page.pk}"
        yield f"/api/v2/pages/find/?html_path={quote(path)}"
        yield f"/api/v2/resolve/?path={quote(path)}"
        yield path
    yield "/api/v2/resolve/?path=/en/old/"
    yield "/api/v2/resolve/?path=/he/about/&fallback=fr,en"
