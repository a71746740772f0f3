"""A quotation, with where it is from."""

from typing import Any

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ReaderBlock
from cms.languages import Language
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.references import Fetched
from cms.representation.schemas import TEXT
from cms.representation.streams import StructRepresentation

web_address = URLValidator(schemes=["http", "https"])


class QuoteRepresentation(StructRepresentation):
    """``{"text", "attribution", "source": {"title", "url"}, "note"}``; source may be null."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        quote = super().render(raw, fetched, language)
        source = {"title": quote.pop("source_title"), "url": quote.pop("source_url")}
        note = quote.pop("note")
        return {**quote, "source": source if any(source.values()) else None, "note": note}

    def schema(self) -> Schema:
        source = closed_object({"title": TEXT, "url": TEXT}, title="QuoteSource")
        return closed_object(
            {
                "text": {**TEXT, "description": "HTML."},
                "attribution": TEXT,
                "source": nullable(source),
                "note": {**TEXT, "description": "HTML; the editor's note on the quotation."},
            },
            title="QuoteValue",
        )


class QuoteBlock(ReaderBlock, blocks.StructBlock):
    """A quotation of any length."""

    text = blocks.RichTextBlock(
        label=_("Quotation"),
        features=["bold", "italic", "link"],
        help_text=_("Without quotation marks around the whole: the page adds them."),
    )
    attribution = blocks.CharBlock(
        label=_("Attribution"),
        required=False,
        max_length=255,
        help_text=_("Who says or writes this."),
    )
    source_title = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=255,
        help_text=_("The work or publication that it is taken from."),
    )
    source_url = blocks.URLBlock(
        label=_("Address of the source"),
        required=False,
        max_length=2000,
        validators=[web_address],
    )
    note = blocks.RichTextBlock(
        label=_("Editor's note"),
        required=False,
        features=["bold", "italic", "link"],
        help_text=_("For example: “Our emphasis.”"),
    )

    def get_representation(self) -> Representation:
        return QuoteRepresentation(self)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody else's words, with who said them and where.")
        template = "blocks/quote.html"
        preview_value = {
            "text": _("<p>A tile alone is a colour. Beside the others it is a sentence.</p>"),
            "attribution": _("Workshop rules"),
            "source_title": _("The tile-cutter's notebook"),
            "source_url": "",
            "note": "",
        }
