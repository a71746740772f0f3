"""The way to the desk from wherever a translation is in the admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.translation.drafts import translation_of


def page_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer the desk beside what else can be done with a translation."""
    if translation_of(page) is None or not page.permissions_for_user(user).can_edit():
        return
    yield Button(
        _("Translators' desk"),
        reverse("translation_desk", args=[page.pk]),
        icon_name="wagtail-localize-language",
        priority=69,
    )
