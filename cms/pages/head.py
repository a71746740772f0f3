"""What the head of a page's HTML needs."""

from functools import cache
from typing import Any, ClassVar

from wagtail.images import get_image_model

from cms.languages import Language
from cms.pages.families import PageFamilies
from cms.pages.public import public_site
from cms.pages.share_picture import share_picture_of
from cms.representation.base import Representation, Schema, closed_object
from cms.representation.compile import point_at
from cms.representation.references import Fetched, References
from cms.representation.schemas import TEXT

#: What search engines may do with a page. Without the last, they show its picture very small.
INDEXED = "index, follow, max-image-preview:large"
HIDDEN = "noindex"

_FAMILIES = PageFamilies()


class Head(Representation):
    """Title, description, canonical address, robots, share picture, and schema.org data.

    A page type says in ``share_pictures`` where to look for the picture that is shown where it is
    shared (see ``cms.pages.share_picture``), for which the default picture stands in; and in
    ``json_ld`` how schema.org describes it, as far as only the type knows: its address, its own
    picture, and its publisher are added here.
    """

    #: Gives schema.org's publisher of a page, or null; see :func:`register_publisher`.
    publisher: ClassVar[Representation | None] = None

    #: Gives the picture of a page without one, or null; see :func:`register_default_picture`.
    default_picture: ClassVar[Representation | None] = None

    @staticmethod
    @cache
    def _picture() -> Representation:
        return point_at(get_image_model())

    def collect(self, raw: Any, references: References) -> None:
        self._picture().collect(share_picture_of(raw), references)
        # Also where a page has one: it may be private, or gone.
        if self.default_picture is not None:
            self.default_picture.collect(raw, references)
        if raw.alias_of_id is not None:
            references.add(_FAMILIES, raw.alias_of_id)
        json_ld = getattr(raw, "json_ld", None)
        if json_ld is not None:
            json_ld.collect(raw, references)
            if self.publisher is not None:
                self.publisher.collect(raw, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        own = self._picture().render(share_picture_of(raw), fetched, language)
        head: dict[str, Any] = {
            "title": raw.seo_title or raw.title,
            "description": raw.search_description or getattr(raw, "intro", ""),
            "canonical": self._canonical(raw, fetched),
            "robots": HIDDEN if getattr(raw, "noindex", False) else INDEXED,
            "picture": own or self._default_picture(raw, fetched, language),
        }
        # The default picture says nothing of what the page is about.
        json_ld = self._json_ld(raw, {**head, "picture": own}, fetched, language)
        return {**head, "json_ld": json_ld}

    def _default_picture(self, page: Any, fetched: Fetched, language: Language) -> Any:
        return self.default_picture and self.default_picture.render(page, fetched, language)

    @staticmethod
    def _canonical(page: Any, fetched: Fetched) -> str | None:
        """The page's address. What an alias shows is at home where the original is."""
        family = fetched.get(_FAMILIES, page.alias_of_id) if page.alias_of_id else None
        original = page if family is None or family.page is None else family.page
        address = fetched.reading.once(public_site).address(original)
        return None if address is None else address.html_url

    def _json_ld(
        self, page: Any, head: dict[str, Any], fetched: Fetched, language: Language
    ) -> dict[str, Any] | None:
        own = getattr(page, "json_ld", None)
        if own is None:
            return None
        data = {
            "@context": "https://schema.org",
            **own.render(page, fetched, language),
            "headline": page.title,
            "description": head["description"],
            "inLanguage": language.code,
            "url": head["canonical"],
            "mainEntityOfPage": head["canonical"],
            "image": [_image(head["picture"])] if head["picture"] else [],
            "publisher": self.publisher and self.publisher.render(page, fetched, language),
        }
        # What there is nothing to say of is not mentioned.
        return {name: value for name, value in data.items() if value}

    def schema(self) -> Schema:
        return closed_object(
            {
                "title": TEXT,
                "description": TEXT,
                "canonical": {"type": ["string", "null"], "format": "uri"},
                "robots": {"type": "string", "enum": [INDEXED, HIDDEN]},
                "picture": self._picture().schema(),
                "json_ld": {
                    "type": ["object", "null"],
                    "additionalProperties": True,
                    "description": (
                        'To be put into <script type="application/ld+json">, with each < in it '
                        "written as \\u003c."
                    ),
                },
            },
            title="Head",
        )


def register_publisher(publisher: Representation) -> None:
    """Say how schema.org describes who publishes a page. ``raw`` is the page."""
    Head.publisher = publisher


def register_default_picture(picture: Representation) -> None:
    """Say which picture a page is shared with that has none of its own. ``raw`` is the page."""
    Head.default_picture = picture


def _image(picture: dict[str, Any]) -> dict[str, Any]:
    """Return a picture as schema.org's ImageObject: its largest file, and the texts of it."""
    file = picture["srcset"][-1] if picture["srcset"] else picture
    image = {
        "@type": "ImageObject",
        "url": file["src"],
        "width": file["width"],
        "height": file["height"],
        "caption": picture["caption"],
        "creditText": picture["credit"],
    }
    return {name: value for name, value in image.items() if value}
