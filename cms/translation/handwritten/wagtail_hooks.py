"""Where the admin offers to take up what was written by hand."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.translation.handwritten.taking_up import TAKEN_UP, is_handwritten, may_take_up
from cms.translation.handwritten.views import confirm


@hooks.register("register_admin_urls")
def taking_up_urls() -> list[URLPattern]:
    return [path("take-up/<int:page_id>/", confirm, name="translation_take_up")]


@hooks.register("register_page_header_buttons")
def page_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if not may_take_up(user, page) or not is_handwritten(page):
        return
    yield Button(
        _("Take up this translation"),
        reverse("translation_take_up", args=[page.pk]),
        icon_name="wagtail-localize-language",
        priority=69,
    )


@hooks.register("register_log_actions")
def taking_up_in_history(actions: Any) -> None:
    actions.register_action(
        TAKEN_UP, gettext_lazy("Take up a translation"), gettext_lazy("Taken up as a translation")
    )
