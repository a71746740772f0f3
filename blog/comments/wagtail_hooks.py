"""Moderating comments in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.comments.models import Comment, State
from blog.comments.text import direction_of
from cms.languages import get_language

EXCERPT = 140


class TextColumn(Column):
    """The beginning of a comment, in its direction."""

    cell_template_name = "comments/text_cell.html"

    def get_value(self, instance: Comment) -> dict[str, str]:
        language = get_language(instance.page.locale.language_code)
        return {"text": instance.text[:EXCERPT], "dir": direction_of(instance.text, language)}


class FromReaders(ModelPermissionPolicy):
    """Comments come from readers: nobody adds one in the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


register_permission_policy(Comment, FromReaders(Comment))


class CommentViewSet(SnippetViewSet):
    """The queue: every comment, those that wait on the first page of the filter."""

    model = Comment
    icon = "comment"
    add_to_admin_menu = True
    menu_order = 260
    copy_view_enabled = False
    list_display = [
        "name",
        TextColumn("text", label=_("Comment")),
        Column("page", label=_("Post")),
        Column("get_state_display", label=_("State")),
        DateColumn("written_at", label=_("Written"), sort_key="written_at"),
    ]
    list_filter = ["state", "page__locale"]
    ordering = ["-written_at"]
    list_per_page = 50
    # The address is shown to nobody, and that is so here, too.
    panels = [
        FieldPanel("state"),
        FieldPanel("text"),
        FieldPanel("name"),
        FieldPanel("website"),
        FieldPanel("page", read_only=True),
        FieldPanel("written_at", read_only=True),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.select_related("page__locale").order_by(*self.ordering)


register_snippet(CommentViewSet)


class _Decide(SnippetBulkAction):
    """Giving comments a state."""

    models = [Comment]
    template_name = "comments/confirm_state.html"
    state: State
    done: Any

    def check_perm(self, snippet: Comment) -> bool:
        return bool(
            self.permission_policy.user_has_permission_for_instance(
                self.request.user, "change", snippet
            )
        )

    @classmethod
    def execute_action(cls, objects: list[Comment], **kwargs: Any) -> tuple[int, int]:
        for comment in objects:
            comment.state = cls.state
            comment.save(update_fields=["state"])
            log(comment, "wagtail.edit", content_changed=True)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d comment is now: %(state)s.",
            "%(count)d comments are now: %(state)s.",
            num_parent_objects,
        ) % {"count": num_parent_objects, "state": self.state.label}


@hooks.register("register_bulk_action")
class ApproveComments(_Decide):
    """Show comments to readers."""

    display_name = _("Approve")
    aria_label = _("Approve selected comments")
    action_type = "approve"
    action_priority = 10
    state = State.APPROVED


@hooks.register("register_bulk_action")
class MarkCommentsAsSpam(_Decide):
    """Take comments for what robots write."""

    display_name = _("Mark as spam")
    aria_label = _("Mark selected comments as spam")
    action_type = "spam"
    action_priority = 20
    state = State.SPAM


class WaitingItem(SummaryItem):
    """How many comments wait, on the admin's front page."""

    order = 400
    template_name = "comments/waiting.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("comments.change_comment"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        listing = reverse("wagtailsnippets_comments_comment:list")
        return {
            "count": Comment.objects.filter(state=State.PENDING).count(),
            "address": f"{listing}?state={State.PENDING}",
        }


@hooks.register("construct_homepage_summary_items")
def count_waiting_comments(request: HttpRequest, items: list[Any]) -> None:
    """Show moderators that there is something to read."""
    items.append(WaitingItem(request))
