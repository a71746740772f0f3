"""What the report of an import needs to be shown."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import ButtonWithDropdown
from wagtail.models import Page

from cms.languages import get_language
from cms.translation.interchange.buttons import page_buttons
from cms.translation.interchange.report import FileReport, Outcome

register = template.Library()

#: A longer page is of no use to anybody.
_MOST = 500


@register.simple_tag(takes_context=True)
def translation_file_buttons(context: Any, page: Any) -> list[ButtonWithDropdown]:
    """Return the buttons for a translation's header, which wagtail-localize leaves without any."""
    if not isinstance(page, Page):
        return []
    buttons = list(page_buttons(page, context["request"].user, "edit"))
    label = _("Translation files")
    return [ButtonWithDropdown(buttons=buttons, icon_name="download", attrs={"aria-label": label})]


@register.filter
def lines_to_show(file: FileReport) -> dict[str, Any]:
    """Return what is not unchanged, what was refused first, and how many lines are left out."""
    lines = [line for line in file.lines if line.outcome is not Outcome.UNCHANGED]
    lines.sort(key=lambda line: line.outcome is not Outcome.REFUSED)
    return {"shown": lines[:_MOST], "left_out": max(len(lines) - _MOST, 0)}


@register.filter
def direction(code: str) -> str:
    """Return the direction of a language; of an unknown one, that of its text."""
    try:
        return get_language(code).direction
    except LookupError:
        return "auto"
