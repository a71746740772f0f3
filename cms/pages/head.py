"""What the head of a page's HTML needs."""

from typing import Any

from wagtail.images import get_image_model

from cms.languages import Language
from cms.pages.public import public_site
from cms.representation.base import Representation, Schema, closed_object
from cms.representation.compile import point_at
from cms.representation.references import Fetched, References
from cms.representation.schemas import TEXT


class Head(Representation):
    """Title, description, canonical address, robots, share picture, and schema.org data.

    A page type says in ``share_pictures`` which of its photos is shown where it is shared, the
    first that is set; and in ``json_ld`` how schema.org describes it.
    """

    @staticmethod
    def _picture_key(page: Any) -> Any:
        keys = (getattr(page, f"{name}_id") for name in getattr(page, "share_pictures", ()))
        return next((key for key in keys if key is not None), None)

    @staticmethod
    def _picture() -> Representation:
        return point_at(get_image_model())

    def collect(self, raw: Any, references: References) -> None:
        self._picture().collect(self._picture_key(raw), references)
        json_ld = getattr(raw, "json_ld", None)
        if json_ld is not None:
            json_ld.collect(raw, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        address = fetched.reading.once(public_site).address(raw)
        head: dict[str, Any] = {
            "title": raw.seo_title or raw.title,
            "description": raw.search_description or getattr(raw, "intro", ""),
            "canonical": None if address is None else address.html_url,
            "robots": "index, follow, max-image-preview:large",
            "picture": self._picture().render(self._picture_key(raw), fetched, language),
        }
        json_ld = getattr(raw, "json_ld", None)
        head["json_ld"] = None
        if json_ld is not None:
            data = json_ld.render(raw, fetched, language)
            picture = head["picture"]
            head["json_ld"] = {
                **data,
                "mainEntityOfPage": head["canonical"],
                **({"image": picture["src"]} if picture else {}),
            }
        return head

    def schema(self) -> Schema:
        return closed_object(
            {
                "title": TEXT,
                "description": TEXT,
                "canonical": {"type": ["string", "null"], "format": "uri"},
                "robots": TEXT,
                "picture": self._picture().schema(),
                "json_ld": {
                    "type": ["object", "null"],
                    "description": 'To be put into <script type="application/ld+json">.',
                },
            },
            title="Head",
        )
