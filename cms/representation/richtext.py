"""Rich text: Wagtail's stored HTML, given in the format that the reading asks for."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.html import escape
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import LinkRewriter, extract_attrs

from cms.delivery.tags import ANYTHING
from cms.languages import Language
from cms.representation import registry
from cms.representation.base import Representation, Schema
from cms.representation.markdown import keep_references, to_markdown
from cms.representation.references import Fetched, References
from cms.representation.registry import Entity, register_block, register_field
from cms.representation.relations import Attribute
from cms.representation.safety import without_harm

#: Knows the type of a link.
_links = LinkRewriter()


class RichTextRepresentation(Representation):
    """Rich text. Links and embeds are collected first and resolved from what was fetched."""

    def __init__(self, feature_names: list[str] | None = None) -> None:
        self._features = feature_names

    def collect(self, raw: Any, references: References) -> None:
        if not raw or references.reading.rich_text_format in ("db_html", "db_markdown"):
            return
        for piece in split(without_harm(str(raw))):
            if isinstance(piece, Reference) and (entity := piece.entity) is not None:
                entity.collect(piece.attributes, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        if not raw:
            return ""
        stored: str = without_harm(str(raw))
        output_format = fetched.reading.rich_text_format
        if output_format == "db_html":
            return stored
        if output_format == "db_markdown":
            return to_markdown(keep_references(stored), self._features)
        html = expand(stored, fetched, language)
        return to_markdown(html, self._features) if output_format == "markdown" else html

    def schema(self) -> Schema:
        return {"type": "string", "description": "HTML, or what rich_text_format asks for."}


class Reference(NamedTuple):
    """A link or embed inside rich text.

    Attributes:
        tag: as it is stored.
        is_link: whether it is a link's opening tag.
        name: the kind of link or embed.
        attributes: the tag's.
    """

    tag: str
    is_link: bool
    name: str
    attributes: dict[str, str]

    @property
    def entity(self) -> Entity | None:
        """What stands for it; None where that is not ours."""
        return (registry.links if self.is_link else registry.embeds).get(self.name)


#: How many texts are kept in pieces, in each process.
_MOST = 4096

_TAG = re.compile(r"<(?:a(\b[^<>]*)|embed(\b[^<>]*)/)>")


@lru_cache(maxsize=_MOST)
def split(html: str) -> tuple[str | Reference, ...]:
    """Return stored rich text in pieces: HTML as it is, and the links and embeds between it."""
    if "linktype=" not in html and "<embed" not in html:
        return (html,)
    pieces: list[str | Reference] = []
    end = 0
    for match in _TAG.finditer(html):
        of_link, of_embed = match.groups()
        attributes = extract_attrs(of_embed if of_link is None else of_link)
        if of_link is None:
            name = attributes.get("embedtype", "")
        else:
            name = _links.get_tag_type_from_attrs(attributes)
        reference = Reference(match[0], of_link is not None, name, attributes)
        pieces += (html[end : match.start()], reference)
        end = match.end()
    return (*pieces, html[end:])


def expand(html: str, fetched: Fetched, language: Language) -> str:
    """Resolve the links and embeds of stored rich text, in this language."""
    return "".join(
        piece if isinstance(piece, str) else _expand(piece, fetched, language)
        for piece in split(html)
    )


def _expand(reference: Reference, fetched: Fetched, language: Language) -> str:
    entity = reference.entity
    if entity is not None:
        return entity.render(reference.attributes, fetched, language)
    types = features.get_link_types() if reference.is_link else features.get_embed_types()
    handler = types.get(reference.name)
    if handler is not None:
        return _expand_other(handler, reference.attributes, fetched)
    if not reference.is_link:
        return ""
    # As in Wagtail: something unknown is no link.
    return "<a>" if "linktype" in reference.attributes else reference.tag


def _expand_other(handler: Any, attributes: dict[str, str], fetched: Fetched) -> str:
    fetched.reading.tags.add(ANYTHING)  # it may ask the database for what it likes
    return str(handler.expand_db_attributes(attributes))


class MediaEmbed:
    """``<embed embedtype="media" url="…"/>``, as a plain link.

    Wagtail's own handler would ask the provider for its HTML while the text is read.
    """

    def collect(self, attributes: dict[str, str], references: References) -> None:
        """Nothing is needed but the address."""

    def render(self, attributes: dict[str, str], fetched: Fetched, language: Language) -> str:
        url = escape(attributes.get("url", ""))
        if not url.startswith(("http://", "https://")):
            return ""
        return f'<p><a href="{url}">{url}</a></p>'


registry.embeds["media"] = MediaEmbed()
register_block(blocks.RichTextBlock, lambda block: RichTextRepresentation(block.features))
register_field(
    RichTextField,
    lambda field: Attribute(field.attname, RichTextRepresentation(field.features)),
)
