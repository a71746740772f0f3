"""Blocks that hold other blocks, and everything that can be chosen."""

from decimal import Decimal
from typing import Any, TypedDict

from django.apps import apps
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class Money(TypedDict):
    amount: Decimal
    currency: str


class PriceBlock(blocks.StructBlock):
    """Says itself how it is given, and what that is."""

    amount = blocks.DecimalBlock()
    currency = blocks.CharBlock()

    def get_api_representation(self, value: Any, context: Any = None) -> Money:
        return Money(amount=value["amount"], currency=value["currency"].upper())


class WhisperBlock(blocks.CharBlock):
    """Says itself how it is given, and does not say what that is."""

    def get_api_representation(self, value, context=None):
        return {"whispered": value}


class ShelfBlock(blocks.StreamBlock):
    """Has a block of the same name as a page's body has, which holds something else."""

    text = blocks.CharBlock()
    picture = ImageChooserBlock()


class CaseBlock(blocks.StructBlock):
    heading = blocks.CharBlock()
    lit = blocks.BooleanBlock(required=False)
    since = blocks.DateBlock(required=False)
    notes = blocks.RichTextBlock(required=False)
    picture = ImageBlock()
    curator = SnippetChooserBlock("museum.Curator")
    next_page = blocks.PageChooserBlock(required=False)
    leaflet = DocumentChooserBlock(required=False)
    shelves = blocks.ListBlock(ShelfBlock())


def hands() -> list[tuple[str, str]]:
    return [("left", "Left"), ("right", "Right")]


def curators() -> list[tuple[str, str]]:
    """Choices that are content."""
    return [
        (curator.name, curator.name) for curator in apps.get_model("museum.Curator").objects.all()
    ]


class LightBlock(blocks.StructBlock):
    """Chooses in every way."""

    source = blocks.ChoiceBlock(
        choices=[("Fire", [("lamp", "Lamp"), ("candle", "Candle")]), ("sun", "Sun")]
    )
    hand = blocks.ChoiceBlock(choices=hands, required=False)
    watts = blocks.ChoiceBlock(choices=[(40, "40 W"), (60, "60 W")], default=40)
    seasons = blocks.MultipleChoiceBlock(choices=[("dry", "Dry"), ("wet", "Wet")], required=False)
    lit_by = blocks.ChoiceBlock(choices=curators, required=False)


class FrameBlock(blocks.StructBlock):
    """Wants sizes of a photo that nobody declares."""

    picture = ImageChooserBlock()

    def get_api_representation(self, value: Any, context: Any = None) -> list[str]:
        sizes = value["picture"].get_renditions("width-50", "width-60")
        return [size.url for size in sizes.values()]


class ChaptersBlock(blocks.StreamBlock):
    case = CaseBlock()
    price = PriceBlock()
    whisper = WhisperBlock()
    light = LightBlock()
    frame = FrameBlock()
