"""What the report of an import needs to be shown."""

from typing import Any

from django import template

from cms.languages import get_language
from cms.translation.interchange.report import FileReport, Outcome

register = template.Library()

#: A longer page is of no use to anybody.
_MOST = 500


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
