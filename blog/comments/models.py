"""Comments, and what the publication decides about them."""

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.search import index

from blog.models import BlogPage
from cms.delivery.tags import Journaled

MAX_NAME, MAX_TEXT = 80, 5000


class State(models.TextChoices):
    """What moderators have decided."""

    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    SPAM = "spam", _("spam")


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments."""

    def approved(self) -> "CommentQuerySet":
        """Those that readers see."""
        return self.filter(state=State.APPROVED)


class Comment(index.Indexed, models.Model):
    """What a reader says about a post.

    The e-mail address is shown nowhere. It tells duplicates apart, and is forgotten after a time
    (``forget_addresses``).
    """

    #: Readers see approved ones, a page's together.
    journal = Journaled(seen_while=("state", State.APPROVED.value), named_by="page_id")

    page = models.ForeignKey(
        BlogPage, on_delete=models.CASCADE, related_name="comments", verbose_name=_("post")
    )
    reply_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("reply to"),
    )
    name = models.CharField(_("name"), max_length=MAX_NAME)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    text = models.TextField(_("comment"), max_length=MAX_TEXT)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.PENDING, db_index=True
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    #: For moderators: no public search looks for comments.
    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("text"),
        index.AutocompleteField("name"),
        index.FilterField("state"),
        index.FilterField("written_at"),
        index.RelatedFields("page", [index.FilterField("locale")]),
    ]

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"


@register_setting(icon="comment", order=200)
class CommentSettings(BaseSiteSetting):
    """Where and how long readers may comment."""

    open = models.BooleanField(
        _("readers may comment"),
        default=True,
        help_text=_("Single posts can be closed in their own settings."),
    )
    days = models.PositiveSmallIntegerField(
        _("close after so many days"),
        null=True,
        blank=True,
        help_text=_("Counted from the date of a post. Without a number, posts stay open."),
    )

    panels = [FieldPanel("open"), FieldPanel("days")]

    class Meta:
        verbose_name = _("comments")

    def closes_on(self, post: Any) -> datetime.date | None:
        """Return the first day on which a post is closed; None where that never comes."""
        return None if self.days is None else post.date + datetime.timedelta(days=self.days)

    def takes_comments(self, post: Any, today: datetime.date) -> bool:
        """Whether readers may comment on a post today."""
        last = self.closes_on(post)
        return self.open and post.comments_open and (last is None or today < last)
