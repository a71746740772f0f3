"""Streams and lists compared: which blocks came, went, moved, and changed."""

from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail import blocks

from cms.editing.comparison.blocks import compare_values, comparisons
from cms.editing.comparison.texts import joined
from cms.editing.comparison.words import ADDITION, DELETION
from cms.languages import Language

#: How much of an unchanged block stands beside its name, in characters.
_BEGINNING = 80


def _compare_sequence(block: Any, before: Any, after: Any, language: Language | None) -> SafeString:
    old, new = (_children(value) for value in (before, after))
    moved = _moved(list(old), list(new))
    return joined(
        _child(key, old.get(key), new.get(key), key in moved, language)
        for key in _in_order(list(old), list(new))
    )


def _children(value: Any) -> dict[str, Any]:
    """The blocks of a value by what they are known by: an identifier, or else their place."""
    found = getattr(value, "bound_blocks", value) or []
    return {child.id or str(place): child for place, child in enumerate(found)}


def _in_order(old: list[str], new: list[str]) -> list[str]:
    """All of both: those of the new version, and each that went after what stood before it."""
    order = list(new)
    place = 0
    for key in old:
        if key in new:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Those that stand in both, and no longer in the same order as the most of them."""
    before = [key for key in old if key in new]
    after = [key for key in new if key in old]
    compared = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {
        key for match in compared.get_matching_blocks() for key in before[match.a :][: match.size]
    }
    return set(after) - stayed


def _child(key: str, old: Any, new: Any, moved: bool, language: Language | None) -> SafeString:
    child = new or old
    before, after = (old or new).value, (new or old).value
    shown = compare_values(child.block, before, after, language)
    name = capfirst(str(child.block.label))
    state, change = _state(old, new, moved)
    if not change and not moved and _is_same(child.block, before, after, shown, language):
        return format_html(
            '<details class="comparison-block"><summary><b>{}</b> '
            '<span class="comparison-beginning" {}>{}</span></summary>{}</details>',
            name,
            _attributes(language),
            _beginning(shown),
            shown,
        )
    return format_html(
        '<div class="comparison-block comparison__child-object {}"><p><b>{}</b> '
        '<span class="comparison-state">{}</span></p>{}</div>',
        change,
        name,
        state,
        shown,
    )


def _is_same(block: Any, before: Any, after: Any, shown: str, language: Language | None) -> bool:
    """Whether both versions say the same, in whatever markup: the editor adds keys of its own."""
    return before == after or shown == compare_values(block, after, after, language)


def _beginning(shown: str) -> str:
    """The first words of what a block says, without the names of its fields."""
    soup = BeautifulSoup(shown, "html.parser")
    for name in soup.select("dt, .comparison-kind"):
        name.decompose()
    return soup.get_text(" ", strip=True)[:_BEGINNING]


def _state(old: Any, new: Any, moved: bool) -> tuple[str, str]:
    if old is None:
        return gettext("added"), ADDITION
    if new is None:
        return gettext("removed"), DELETION
    return gettext("moved") if moved else "", ""


def _attributes(language: Language | None) -> SafeString:
    if language is None:
        return SafeString("")
    return format_html('lang="{}" dir="{}"', language.code, language.direction)


comparisons.update({blocks.StreamBlock: _compare_sequence, blocks.ListBlock: _compare_sequence})
