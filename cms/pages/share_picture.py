"""Which of its pictures a page is shared with."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.representation.streams import stored_list, stored_stream


def share_picture_of(page: Any) -> Any:
    """Return the key of the first picture in what a page's ``share_pictures`` names, or None.

    Each name is that of a pointer to a photo, or of a stream, whose first picture counts.
    """
    for name in getattr(page, "share_pictures", ()):
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            key = _first(field.stream_block, stored_stream(page, field.attname))
        else:
            key = getattr(page, field.attname)
        if key is not None:
            return key
    return None


def _first(block: Any, stored: Any) -> Any:
    """The key of the first picture in a block's stored value, wherever it is; or None."""
    if stored is None:
        return None
    if isinstance(block, ImageChooserBlock):
        return stored
    if isinstance(block, ImageBlock):
        # Stored by an ImageChooserBlock that has since become one, it is the key alone.
        return stored.get("image") if isinstance(stored, dict) else stored
    inside: list[tuple[Any, Any]] = []
    if isinstance(block, blocks.BaseStreamBlock):
        inside = [(block.child_blocks.get(item["type"]), item["value"]) for item in stored]
    elif isinstance(block, blocks.BaseStructBlock):
        inside = [(child, stored.get(name)) for name, child in block.child_blocks.items()]
    elif isinstance(block, blocks.ListBlock):
        inside = [(block.child_block, value) for value in stored_list(stored)]
    found = (_first(child, value) for child, value in inside)
    return next((key for key in found if key is not None), None)
