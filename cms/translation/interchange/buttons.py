"""The buttons beside a translation's title."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.translation.drafts import translation_of
from cms.translation.interchange.formats import FORMATS


def page_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer a translation's files beside what else can be done with the page."""
    if translation_of(page) is None or not page.permissions_for_user(user).can_edit():
        return
    for name, format_ in FORMATS.items():
        yield Button(
            _("Export as %(format)s") % {"format": format_.NAME},
            reverse("translation_files:export_page", args=[page.pk, name]),
            icon_name="download",
            priority=70,
        )
    yield Button(
        _("Import a translation"),
        reverse("translation_files:import_page", args=[page.pk]),
        icon_name="upload",
        priority=71,
    )
