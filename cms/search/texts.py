"""What stands in a stream, without its markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import get_text_for_indexing

from cms.representation.safety import readable
from cms.representation.streams import stored_list

#: Elements whose insides are no text to a parser, or are read by other rules.
_OTHERWISE = "iframe|noembed|noframes|noscript|plaintext|script|style|template|textarea|title|xmp"
_TAG = rf'</?(?!(?:{_OTHERWISE})\b)[a-z][a-z0-9]*(?:\s+[a-z-]+="[^"<>]*")*\s*/?>'
_REFERENCE = "&(?:[a-zA-Z]+|#[0-9]+);"
#: What the editor stores: nothing that a parser is needed for.
_WELL_FORMED = re.compile(f"[^<>&]*+(?:(?:{_TAG}|{_REFERENCE})[^<>&]*+)*+")
_BORDERS = re.compile(r"</(?:p|h\d|li|blockquote)>|<(?:br|hr)\s*/>")
_TAGS = re.compile("<[^>]*+>")


@dataclass(frozen=True)
class PhotoUse:
    """That a photo is shown, and which of its own texts with it.

    Attributes:
        pk: the photo.
        shown: the names of those of its fields for which this use has no text of its own.
    """

    pk: Any
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Markup:
    """Rich text, which takes its time to become :func:`plain`."""

    html: str


def stream_texts(block: Any, raw: Any) -> Iterator[str | Markup | PhotoUse]:
    """Yield the texts inside a block's stored value, in order. Nothing is fetched for them."""
    if not raw:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            if item["type"] in block.child_blocks:
                yield from stream_texts(block.child_blocks[item["type"]], item["value"])
    elif isinstance(block, blocks.BaseStructBlock):
        if isinstance(raw, dict):
            yield from _struct_texts(block, raw)
    elif isinstance(block, blocks.ListBlock):
        for value in stored_list(raw):
            yield from stream_texts(block.child_block, value)
    elif isinstance(block, blocks.RichTextBlock):
        yield Markup(raw)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield str(raw)  # plain text: what stands between < and > is no markup


def shape(block: Any) -> str:
    """Return in which of a block's parts :func:`stream_texts` finds texts, and of which kind."""
    if isinstance(block, (blocks.BaseStreamBlock, blocks.BaseStructBlock)):
        parts = (f"{name}:{shape(child)}" for name, child in block.child_blocks.items())
        return f"{'photo' if isinstance(block, ImageBlock) else ''}({' '.join(parts)})"
    if isinstance(block, blocks.ListBlock):
        return f"[{shape(block.child_block)}]"
    if isinstance(block, blocks.RichTextBlock):
        return "rich"
    return "plain" if isinstance(block, (blocks.CharBlock, blocks.TextBlock)) else "none"


def _struct_texts(block: Any, raw: dict[str, Any]) -> Iterator[str | Markup | PhotoUse]:
    for name, child in block.child_blocks.items():
        yield from stream_texts(child, raw.get(name))
        if isinstance(child, ImageBlock) and isinstance(raw.get(name), dict):
            use = raw[name]
            shown = [own for own in ("caption", "credit") if not raw.get(own)]
            if not use.get("decorative") and not use.get("alt_text"):
                shown.append("description")
            yield PhotoUse(use.get("image"), tuple(shown))


def plain(html: str) -> str:
    """Return the text of rich text, with spaces between its paragraphs."""
    if not _WELL_FORMED.fullmatch(html):
        return str(get_text_for_indexing(readable(html)))
    return unescape(_TAGS.sub("", _BORDERS.sub(" ", html)).strip())
