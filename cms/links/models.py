"""Broken links, as the last check found them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Problem(models.TextChoices):
    """What is wrong with a link."""

    PAGE_GONE = "page_gone", _("the page was deleted")
    PAGE_HIDDEN = "page_hidden", _("the page is not published")
    DOCUMENT_GONE = "document_gone", _("the document was deleted")
    NOT_FOUND = "not_found", _("there is nothing at this address")
    NO_ANSWER = "no_answer", _("nobody answers")
    REFUSED = "refused", _("the address is not on the public web")


class BrokenLink(models.Model):
    """A link in a public page that leads nowhere."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    target = models.CharField(_("leads to"), max_length=2000)
    problem = models.CharField(_("problem"), max_length=16, choices=Problem.choices)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["-found_at", "pk"]

    def __str__(self) -> str:
        return self.target
