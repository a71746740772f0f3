from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "blog.comments"
    label = "comments"
    verbose_name = "Comments"

    def ready(self) -> None:
        from cms.translation.roles import EDITORS, MODERATORS, permit

        permit(EDITORS, "comments.comment", "view")
        permit(MODERATORS, "comments.comment", "view", "change", "delete")
