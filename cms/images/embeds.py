"""Pictures inside rich text."""

from functools import cached_property

from django.template.loader import render_to_string
from wagtail.images import get_image_model

from cms.images.representation import PICTURE
from cms.languages import Language
from cms.representation import markdown, registry
from cms.representation.base import Representation
from cms.representation.blocks import alternative_text
from cms.representation.compile import point_at
from cms.representation.references import Fetched, References
from cms.representation.registry import entity_key
from cms.representation.selection import exactly


class PictureEmbed:
    """``<embed embedtype="image" id="3" alt="…" format="left"/>``, as a responsive picture."""

    @cached_property
    def _picture(self) -> Representation:
        # Not before it is needed: models are translated only after this module is loaded.
        return point_at(get_image_model(), exactly("id", *PICTURE))

    def collect(self, attributes: dict[str, str], references: References) -> None:
        self._picture.collect(entity_key(attributes), references)

    def render(self, attributes: dict[str, str], fetched: Fetched, language: Language) -> str:
        picture = self._picture.render(entity_key(attributes), fetched, language)
        picture = alternative_text(picture, False, attributes.get("alt", ""))
        if picture and fetched.reading.rich_text_format == "markdown":
            return markdown.picture(picture["src"], picture["alt"])
        context = {"picture": picture, "class": f"richtext-image {attributes.get('format', '')}"}
        return render_to_string("images/picture.html", context) if picture else ""


registry.embeds["image"] = PictureEmbed()
