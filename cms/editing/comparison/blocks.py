"""Blocks compared: each kind of block in its own way, in the language of the page."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin.compare import get_comparison_class_for_block
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.editing.comparison.rich_text import compare_rich_text
from cms.editing.comparison.texts import compare_address, compare_text, instead
from cms.languages import Language

Comparison = Callable[[Any, Any, Any, Language | None], SafeString]

#: How the values of a kind of block are compared, looked up along the inheritance. A block takes a
#: value of its own kind twice, or None where there is none.
comparisons: dict[type[blocks.Block], Comparison] = {}


def compare_values(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    """Return a block's value in two versions as HTML.

    Args:
        block: which knows its label, and its children.
        before, after: its values; None where there is none. The same twice is shown as it is.
        language: that of the page.
    """
    for kind in type(block).__mro__:
        if kind in comparisons:
            return comparisons[kind](block, before, after, language)
    theirs = get_comparison_class_for_block(block)
    return SafeString(theirs(block, True, True, before, after).htmldiff())


def is_empty(value: Any) -> bool:
    """Whether a value says nothing, such as a box that is not ticked."""
    if isinstance(value, blocks.StructValue):
        return all(map(is_empty, value.values()))
    return not str(value).strip() if hasattr(value, "source") else value in (None, "", False, [])


def _compare_struct(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    return _compare_fields(block.child_blocks, before or {}, after or {}, language)


def _compare_fields(
    children: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    language: Language | None,
) -> SafeString:
    rows = []
    for name, child in children.items():
        old, new = before.get(name), after.get(name)
        if not (is_empty(old) and is_empty(new)):
            shown = compare_values(child, old, new, language)
            rows.append((capfirst(str(child.label)), shown))
    return format_html(
        '<dl class="comparison-fields">{}</dl>',
        format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows),
    )


def _compare_image_use(
    block: Any, before: Any, after: Any, language: Language | None
) -> SafeString:
    """The picture, which needs no name, and what is said of it in this place."""
    children = {name: child for name, child in block.child_blocks.items() if name != "image"}
    old, new = (
        {
            "decorative": getattr(value, "decorative", False),
            "alt_text": getattr(value, "contextual_alt_text", ""),
        }
        for value in (before, after)
    )
    picture = compare_values(block.child_blocks["image"], before, after, language)
    return format_html("{}{}", picture, _compare_fields(children, old, new, language))


def _compare_image(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    return render_to_string(
        "wagtailimages/widgets/compare.html", {"image_a": before, "image_b": after}
    )


def _of_texts(compare: Callable[[str, str, Language | None], SafeString]) -> Comparison:
    def compare_strings(
        block: Any, before: Any, after: Any, language: Language | None
    ) -> SafeString:
        return compare(before or "", after or "", language)

    return compare_strings


def _compare_rich(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    old, new = ("" if value is None else value.source for value in (before, after))
    return compare_rich_text(old, new, language)


def said(value: Any) -> str:
    """Return a value that is no text, as the admin says it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime.date | datetime.time | int | float):
        return str(localize(value))
    return str(value)


def _compare_whole(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    return instead(said(before), said(after))


def _compare_choice(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    names: dict[Any, Any] = {}
    for value, label in block.field.choices:
        names.update(label if isinstance(label, list | tuple) else [(value, label)])
    old, new = (
        ", ".join(str(names.get(each, each)) for each in value)
        if isinstance(value, list | tuple)
        else str(names.get(value, said(value)))
        for value in (before, after)
    )
    return instead(old, new)


comparisons.update(
    {
        blocks.StructBlock: _compare_struct,
        ImageBlock: _compare_image_use,
        ImageChooserBlock: _compare_image,
        blocks.RichTextBlock: _compare_rich,
        blocks.CharBlock: _of_texts(compare_text),
        blocks.TextBlock: _of_texts(compare_text),
        blocks.RawHTMLBlock: _of_texts(compare_address),
        blocks.URLBlock: _of_texts(compare_address),
        blocks.EmailBlock: _of_texts(compare_address),
        blocks.ChoiceBlock: _compare_choice,
        blocks.MultipleChoiceBlock: _compare_choice,
        blocks.BooleanBlock: _compare_whole,
        blocks.IntegerBlock: _compare_whole,
        blocks.DecimalBlock: _compare_whole,
        blocks.DateBlock: _compare_whole,
        blocks.DateTimeBlock: _compare_whole,
        blocks.TimeBlock: _compare_whole,
        blocks.ChooserBlock: _compare_whole,
    }
)
