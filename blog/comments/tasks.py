"""What is done after a comment was written."""

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from blog.comments.models import Comment


@task()
def tell_moderators(comment_id: int) -> None:
    """Send a mail to everybody who may moderate comments, in the language that each reads.

    It quotes the comment, and not the writer's address.
    """
    comment = Comment.objects.select_related("page").filter(pk=comment_id).first()
    if comment is None:
        return
    edit = reverse("wagtailsnippets_comments_comment:edit", args=[comment.pk])
    address = get_admin_base_url() + edit
    users = get_user_model()._default_manager.with_perm(
        "comments.change_comment", backend="django.contrib.auth.backends.ModelBackend"
    )
    for user in users.exclude(email="").select_related("wagtail_userprofile"):
        profile = getattr(user, "wagtail_userprofile", None)
        with translation.override(profile.get_preferred_language() if profile else None):
            send_mail(
                gettext("A comment on “%(post)s” is waiting") % {"post": comment.page.title},
                render_to_string(
                    "comments/moderators.txt", {"comment": comment, "address": address}
                ),
                None,
                [user.email],
            )
