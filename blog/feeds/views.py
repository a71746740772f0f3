"""Feeds of every section, in every format."""

from django.http import HttpRequest, HttpResponse

from blog.feeds.feed import make_feed
from blog.sections import all_posts, posts_of
from cms.pages.reader import mark_read


def feed(request: HttpRequest, format: str, kind: str = "", slug: str = "") -> HttpResponse:  # noqa: A002
    """Answer with a feed, in the language of the path."""
    section = posts_of(request, kind, slug) if kind else all_posts(request)
    made = make_feed(section, format, request)
    response = HttpResponse(content_type=made.content_type)
    made.write(response, "utf-8")
    response["Content-Language"] = section.language.code
    return mark_read(request, response)
