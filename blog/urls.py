"""The blog's addresses in the built-in reader, below a language: lists and feeds."""

from django.urls import path, re_path

from blog import lists
from blog.feeds.views import feed

app_name = "blog"

_FORMAT = r"(?P<format>rss|atom|json)"
_YEAR = r"(?P<year>[12][0-9]{3})"
_TERM = r"(?P<kind>categories|authors)/(?P<slug>[-\w]+)"

urlpatterns = [
    re_path(rf"^feed\.{_FORMAT}$", feed, name="feed"),
    re_path(rf"^{_TERM}/feed\.{_FORMAT}$", feed, name="term_feed"),
    re_path(rf"^{_TERM}/$", lists.term, name="term"),
    path("archive/", lists.archive, name="archive"),
    re_path(rf"^archive/{_YEAR}/$", lists.period, name="year"),
    re_path(rf"^archive/{_YEAR}/(?P<month>[01][0-9])/$", lists.period, name="month"),
]
