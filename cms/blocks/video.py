"""A video, such as a film's trailer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.base import ReaderBlock
from cms.blocks.video_address import PROVIDERS, parse_video_address
from cms.languages import Language
from cms.representation.base import Representation, Schema, closed_object
from cms.representation.references import Fetched
from cms.representation.schemas import PATH, TEXT
from cms.representation.streams import StructRepresentation


def validate_video_address(url: str) -> None:
    """Refuse an address from which no video can be shown."""
    try:
        parse_video_address(url)
    except ValueError:
        raise ValidationError(
            _(
                "This is not the address of a video on YouTube, Vimeo, or Dailymotion. "
                "Open the video there and copy the address from the browser."
            ),
            code="video_address",
        ) from None


class VideoRepresentation(StructRepresentation):
    """The stored fields, and what the address says about the video."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        video = super().render(raw, fetched, language)
        try:
            address = parse_video_address(video["url"])
        except ValueError:
            # What no form has checked, such as an unfinished draft: nothing to follow or to embed.
            derived: dict[str, Any] = {
                "url": "",
                "provider": None,
                "video_id": None,
                "embed_url": None,
            }
        else:
            derived = {
                "url": address.url,
                "provider": address.provider,
                "video_id": address.video_id,
                "embed_url": address.embed_url,
            }
        return {
            **derived,
            "title": video["title"],
            "caption": video["caption"],
            "poster": video["poster"],
        }

    def schema(self) -> Schema:
        return closed_object(
            {
                "url": PATH,
                "provider": {"enum": [*PROVIDERS, None]},
                "video_id": {"type": ["string", "null"]},
                "embed_url": {"type": ["string", "null"], "format": "uri"},
                "title": TEXT,
                "caption": TEXT,
                "poster": self._children["poster"][0].schema(),
            },
            title="VideoValue",
        )


class VideoBlock(ReaderBlock, blocks.StructBlock):
    """A video at a provider. Nobody is contacted until the reader clicks."""

    url = blocks.URLBlock(
        label=_("Address"),
        max_length=2000,
        validators=[validate_video_address],
        help_text=_("The address of the video on YouTube, Vimeo, or Dailymotion."),
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=255,
        help_text=_("Read out by screen readers, and shown on the video before it plays."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    poster = ImageChooserBlock(
        label=_("Poster"),
        required=False,
        help_text=_("The picture that is shown before the video plays."),
    )

    def get_representation(self) -> Representation:
        return VideoRepresentation(self)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A trailer or another video from YouTube, Vimeo, or Dailymotion.")
        template = "blocks/video.html"
        preview_value = {
            "url": "https://www.youtube.com/watch?v=eRsGyueVLvQ",
            "title": "Sintel",
            "caption": _("The trailer of an open film"),
            "poster": None,
        }
