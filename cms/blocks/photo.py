"""A photo with its caption and credit."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from cms.blocks.base import ReaderBlock
from cms.collections import in_public_collections
from cms.languages import Language
from cms.representation.base import Representation, Schema, closed_object
from cms.representation.references import Fetched
from cms.representation.scalars import FALLBACK_SCHEMA
from cms.representation.schemas import BOOLEAN, TEXT
from cms.representation.streams import StructRepresentation


class PhotoRepresentation(StructRepresentation):
    """``{"image", "decorative", "caption", "credit"}``.

    Caption and credit are those of this use, else the photo's own in the page's language; what
    the photo's own had to borrow from another language, ``fallback`` says.
    """

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        photo = super().render(raw, fetched, language)
        use = photo["image"]
        picture = use["image"] or {"caption": "", "credit": ""}
        borrowed = {
            name: other
            for name, other in picture.get("fallback", {}).items()
            if name in ("caption", "credit") and not photo[name]
        }
        rendered = {
            "image": use["image"],
            "decorative": use["decorative"],
            "caption": photo["caption"] or picture["caption"],
            "credit": photo["credit"] or picture["credit"],
        }
        return {**rendered, "fallback": borrowed} if borrowed else rendered

    def schema(self) -> Schema:
        use = self._children["image"][0].schema()["properties"]
        schema = closed_object(
            {
                "image": use["image"],
                "decorative": BOOLEAN,
                "caption": TEXT,
                "credit": TEXT,
            },
            title="PhotoValue",
        )
        schema["properties"]["fallback"] = FALLBACK_SCHEMA
        return schema


class PhotoBlock(ReaderBlock, blocks.StructBlock):
    """A photo in the running text."""

    image = ImageBlock(label=_("Photo"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=500,
        help_text=_("Leave empty for the photo's own caption in the page's language."),
    )
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=255,
        help_text=_("Leave empty for the photo's own credit in the page's language."),
    )

    def get_representation(self) -> Representation:
        return PhotoRepresentation(self)

    def get_preview_value(self) -> Any:
        """The publication's newest photo, in the middle of its own texts."""
        public = in_public_collections(get_image_model().objects.order_by("-created_at"))
        return self.normalize({"image": public.first(), "caption": "", "credit": ""})

    class Meta:
        icon = "image"
        label = _("Photo")
        description = _("A photo with alternative text, caption, and credit.")
        template = "blocks/photo.html"
