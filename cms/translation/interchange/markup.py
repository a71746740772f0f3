"""The tags in a text, as HTML, and as the inline elements of XLIFF 1.2.

wagtail-localize keeps a text as HTML with inline tags only. Of their attributes it keeps the
``id`` of links, which says which link of the source it is::

    A <b>small</b> <a id="a1">house</a>

In XLIFF a tag is a ``g`` element, or an ``x`` where it can hold nothing. Its ``id`` is the link's,
or else the tag's name and a number (``b-1``), so that reading it back needs no look at the source.
"""

from collections import Counter
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

NAMESPACE = "{urn:oasis:names:tc:xliff:document:1.2}"

#: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#ctype
_KINDS = {"a": "link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "br": "lb"}
_EMPTY = "br"


def to_inline(html: str, element: Element) -> None:
    """Put a text with tags into an element of XLIFF."""
    _Writer(element).feed_all(html)


def to_html(element: Element) -> str:
    """Return the text that an element of XLIFF holds, with its tags.

    A tag that is none of ours stays one, for the text to be refused.
    """
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        inner = to_html(child)
        name = child.tag.removeprefix(NAMESPACE)
        tag, dash, _number = child.get("id", "").rpartition("-")
        if name == "mrk":
            parts.append(inner)
        elif name not in ("g", "x"):
            parts.append(f"<{name}>{inner}</{name}>")
        elif tag == _EMPTY:
            parts.append(f"<{tag}/>{inner}")
        elif dash:
            parts.append(f"<{tag}>{inner}</{tag}>")
        else:
            parts.append(f'<a id="{escape(child.get("id", ""))}">{inner}</a>')
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


class _Writer(HTMLParser):
    """Makes elements of tags."""

    def __init__(self, element: Element) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [element]
        self._numbers: Counter[str] = Counter()

    def feed_all(self, html: str) -> None:
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._numbers[tag] += 1
        identifier = dict(attrs).get("id") or f"{tag}-{self._numbers[tag]}"
        element = Element(NAMESPACE + ("x" if tag == _EMPTY else "g"), id=identifier)
        element.set("ctype", _KINDS.get(tag, f"x-html-{tag}"))
        self._open[-1].append(element)
        if tag != _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag != _EMPTY and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
