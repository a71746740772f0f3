"""Where the built-in reader's form is sent to."""

from django.urls import path

from blog.comments.views import CommentView, SentView

app_name = "comments"
urlpatterns = [
    path("<int:page_id>/", CommentView.as_view(), name="write"),
    path("<int:page_id>/sent/", SentView.as_view(), name="sent"),
]
