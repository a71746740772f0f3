"""The words of a page, without its markup."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from cms.representation.streams import stored_list, stored_stream


def page_text(page: Any) -> str:
    """Return what a page says: its introduction, and every text in its streams."""
    texts = [getattr(page, "intro", "")]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            texts += _texts(field.stream_block, stored_stream(page, field.attname))
    return " ".join(re.sub(r"\s+", " ", text).strip() for text in texts if text)


def _texts(block: Any, raw: Any) -> Iterator[str]:
    """The texts inside a block's stored value. Nothing is fetched for them."""
    if not raw:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            if item["type"] in block.child_blocks:
                yield from _texts(block.child_blocks[item["type"]], item["value"])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(raw, dict):
                yield from _texts(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for value in stored_list(raw):
            yield from _texts(block.child_block, value)
    elif isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(raw)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield unescape(strip_tags(raw))
