"""Template tags of the built-in reader."""

import json
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from cms.languages import FRENCH, LANGUAGES, Language
from cms.pages.reader import site_of

register = template.Library()


class Edition(NamedTuple):
    """A page in one of the languages.

    Attributes:
        language: the language.
        path: where the page is; "" when it is not public in this language.
    """

    language: Language
    path: str


@register.simple_tag
def blocks(stream: Any, items: list[dict[str, Any]]) -> SafeString:
    """Render a stream's blocks, each with the template of its class.

    Args:
        stream: the page's stream field, or its stream block: they know the classes.
        items: the same stream as the API gives it.
    """
    children = getattr(stream, "stream_block", stream).child_blocks
    html = [
        render_to_string(children[item["type"]].meta.template, {"value": item["value"]})
        for item in items
    ]
    return mark_safe("\n".join(html))  # noqa: S308  each template escapes what it shows


@register.simple_tag(takes_context=True)
def editions(context: template.Context) -> list[Edition]:
    """Return the page in every language; where there is no page (404), the home pages."""
    if document := context.get("document"):
        paths = {entry["locale"]: entry["path"] for entry in document["meta"]["alternates"]}
    else:
        homes = site_of(context["request"]).home_languages()
        paths = {language.code: f"/{language.code}/" for language in homes}
    return [Edition(language, paths.get(language.code, "")) for language in LANGUAGES]


#: What could end a script, or begin a comment in it, as JSON says it otherwise.
_NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.filter
def in_script(data: Any) -> SafeString:
    """Write data as JSON that no text in it can break out of a ``<script>`` with."""
    written = json.dumps(data, ensure_ascii=False).translate(_NOT_IN_SCRIPTS)
    return mark_safe(written)  # noqa: S308  see above


@register.filter
def long_date(text: str) -> str:
    """Write out a date of the API (``2026-06-12``) in the active language: “12 June 2026”."""
    date = parse_date(text)
    if date is None:
        return text
    written = dateformat.format(date, pgettext("date format", "j F Y"))
    # The first of a month is the only day that French says as an ordinal.
    ordinal = date.day == 1 and get_language() == FRENCH.code
    return written.replace("1", "1er", 1) if ordinal else written


@register.filter
def open_graph_locale(code: str) -> str:
    """Write a language as Open Graph does, with a territory: ``"he_IL"``.

    What shares pages knows no language without one: see https://ogp.me/#optional.
    """
    language = next(each for each in LANGUAGES if each.code == code)
    return f"{language.code}_{language.territory}"


@register.filter
def starts_with(text: str | None, beginning: str) -> bool:
    """Tell whether a text begins so."""
    return (text or "").startswith(beginning)
