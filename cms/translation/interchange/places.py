"""Places: what people call the field that a text stands in, and what it takes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignObjectRel, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField


@dataclass(frozen=True)
class Place:
    """A field of a page, or of a block in it.

    Attributes:
        label: its name and those of what it stands in (``"Body › Quotation › Attribution"``).
        note: its help text.
        max_length: in characters; None where any length will do.
        is_html: whether its texts have tags.
    """

    label: str
    note: str
    max_length: int | None
    is_html: bool


def find_place(model: type[Model], field_path: str) -> Place:
    """Return the place that a translation context's ``field_path`` leads to.

    Labels are in the active language. Of a block that describes itself to wagtail-localize
    (``get_translatable_segments``) the path may end in what is no child of it: then the place is
    the block, and its texts are taken for HTML, which is what wagtail-localize stores.
    """
    name, *rest = field_path.split(".")
    field: Any = model._meta.get_field(name)
    if isinstance(field, StreamField):
        return _in_block(field.stream_block, rest, [str(capfirst(field.verbose_name))])
    if isinstance(field, ForeignObjectRel):
        inner = find_place(field.related_model, ".".join(rest))
        label = f"{capfirst(str(field.related_model._meta.verbose_name))} › {inner.label}"
        return Place(label, inner.note, inner.max_length, inner.is_html)
    return place_of_field(field)


def place_of_field(field: "Field[Any, Any]") -> Place:
    """Return the place that a model's field is."""
    note = str(field.help_text)
    if field.name == "slug":
        note = _(
            "The end of the page's address: letters, digits, and hyphens. Left empty, it is made "
            "of the title."
        )
    is_html = isinstance(field, RichTextField)
    return Place(
        str(capfirst(field.verbose_name)), note, None if is_html else field.max_length, is_html
    )


def _in_block(block: Any, names: list[str], labels: list[str]) -> Place:
    children = getattr(block, "child_blocks", {})
    if names and names[0] in children:
        child = children[names[0]]
        return _in_block(child, names[1:], [*labels, str(capfirst(child.label))])
    if names and isinstance(block, blocks.ListBlock):
        return _in_block(block.child_block, names[1:], labels)
    # A block that has a form field gives it the help text that it was declared with.
    described = getattr(block, "field", block.meta)
    is_text = isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.BlockQuoteBlock)
    return Place(
        " › ".join(labels),
        str(getattr(described, "help_text", None) or ""),
        getattr(block.field, "max_length", None) if is_text else None,
        not is_text or bool(names),
    )
