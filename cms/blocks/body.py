"""The stream that every page's body is."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.photo import PhotoBlock
from cms.blocks.quote import QuoteBlock
from cms.blocks.source import SourceBlock
from cms.blocks.text import TextBlock
from cms.blocks.video import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """Blocks in any order. A new kind of block is a line here and a file beside this one."""

    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    photo = PhotoBlock(group=_("Pictures"))
    video = VideoBlock(group=_("Pictures"))
    source = SourceBlock(group=_("References"))

    class Meta:
        required = False
        # More would be a list of links, which is what a text block is for.
        block_counts = {"source": {"max_num": 5}}
