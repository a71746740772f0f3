"""What changed between two texts, word by word."""

from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cms.editing.comparison.words import matcher, tokens


def mark_changes(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Return two texts as HTML, with what went and what came as ``<del>`` and ``<ins>``.

    What they have of HTML themselves is shown as it is written.
    """
    old, new = tokens(before), tokens(after)
    gone: list[SafeString] = []
    came: list[SafeString] = []
    for operation, old_from, old_to, new_from, new_to in matcher(old, new).get_opcodes():
        is_same = operation == "equal"
        gone.append(_marked("" if is_same else "del", old[old_from:old_to]))
        came.append(_marked("" if is_same else "ins", new[new_from:new_to]))
    return _joined(gone), _joined(came)


def show(text: str) -> SafeString:
    """Return a text as HTML that shows its tags as they are written."""
    return _joined(map(_shown, tokens(text)))


def _marked(name: str, part: Sequence[str]) -> SafeString:
    inner = _joined(map(_shown, part))
    if not name or not part:
        return inner
    return format_html("<{0}>{1}</{0}>", name, inner)


def _shown(token: str) -> SafeString:
    if token.startswith("<") and token.endswith(">") and len(token) > 2:
        # A tag is read from left to right, also among Hebrew words.
        return format_html('<code class="desk-tag" dir="ltr">{}</code>', token)
    return escape(token)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  each of them is escaped
