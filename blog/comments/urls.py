"""Where the built-in reader's form is sent to."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from blog.comments.views import CommentView, SentView


class KeyConverter(IntConverter):
    """A number that every database can compare with its keys."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")

app_name = "comments"
urlpatterns = [
    path("<key:page_id>/", CommentView.as_view(), name="write"),
    path("<key:page_id>/sent/", SentView.as_view(), name="sent"),
]
