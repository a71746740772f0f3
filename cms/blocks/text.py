"""Running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ReaderBlock

#: What writers may do with running text. Headings start below the page's title.
TEXT_FEATURES = [
    "h2",
    "h3",
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
]


class TextBlock(ReaderBlock, blocks.RichTextBlock):
    """Paragraphs, headings, lists, and links. In the API: HTML."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists, and links to pages and documents.")
        template = "blocks/text.html"
        preview_value = _(
            "<h2>The house of three doors</h2><p>Every tile was cut by hand, and <b>no two</b> "
            "are alike.</p>"
        )
