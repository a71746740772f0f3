"""Where the whole article can be read."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ReaderBlock
from cms.blocks.quote import web_address


class SourceBlock(ReaderBlock, blocks.StructBlock):
    """“Read the article in full”: another publication's article, and thanks for it."""

    publication = blocks.CharBlock(label=_("Publication"), max_length=255)
    title = blocks.CharBlock(
        label=_("Title of the article"),
        required=False,
        max_length=255,
    )
    url = blocks.URLBlock(label=_("Address"), max_length=2000, validators=[web_address])
    thanks = blocks.CharBlock(
        label=_("With thanks to"),
        required=False,
        max_length=255,
        help_text=_("Who pointed us to it."),
    )

    class Meta:
        icon = "link-external"
        label = _("Source")
        description = _("A link to the whole article in the publication that it comes from.")
        template = "blocks/source.html"
        preview_value = {
            "publication": _("The Harbour Review"),
            "title": _("The quarter of the tile-cutters"),
            "url": "https://example.org/",
            "thanks": "",
        }
