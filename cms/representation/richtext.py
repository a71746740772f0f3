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
            if isinstance(piece, Reference):
                piece.entity.collect(piece.attributes, references)

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
    """A link's opening tag, or an embed, that stands for something else.

    Attributes:
        entity: what resolves it.
        attributes: the tag's.
    """

    entity: Entity
    attributes: dict[str, str]


#: How many texts are kept in pieces, in each process: those of an answer, which are collected
#: first and rendered then.
_MOST = 512

_TAG = re.compile(r"<(?:a(\b[^<>]*)|embed(\b[^<>]*)/)>")


@lru_cache(maxsize=_MOST)
def split(html: str) -> tuple[str | Reference, ...]:
    """Return stored rich text in pieces: HTML as it is, and the references between it."""
    if "linktype=" not in html and "<embed" not in html:
        return (html,)
    pieces: list[str | Reference] = []
    plain = ""
    end = 0
    for match in _TAG.finditer(html):
        plain += html[end : match.start()]
        end = match.end()
        piece = _piece(match)
        if isinstance(piece, str):
            plain += piece
        else:
            pieces += (plain, piece)
            plain = ""
    return (*pieces, plain + html[end:])


def _piece(match: re.Match[str]) -> str | Reference:
    """Return what stands for a tag."""
    of_link, of_embed = match.groups()
    attributes = extract_attrs(of_embed if of_link is None else of_link)
    if of_link is None:
        name = attributes.get("embedtype", "")
        entity, types = registry.embeds.get(name), features.get_embed_types()
    else:
        name = _links.get_tag_type_from_attrs(attributes)
        entity, types = registry.links.get(name), features.get_link_types()
    if entity is None and name in types:
        entity = _Foreign(types[name])
    if entity is not None:
        return Reference(entity, attributes)
    if of_link is None:
        return ""
    # As in Wagtail: something unknown is no link.
    return "<a>" if "linktype" in attributes else match[0]


def expand(html: str, fetched: Fetched, language: Language) -> str:
    """Resolve the links and embeds of stored rich text, in this language."""
    return "".join(
        [
            piece
            if isinstance(piece, str)
            else piece.entity.render(piece.attributes, fetched, language)
            for piece in split(html)
        ]
    )


class _Foreign:
    """A kind of link or embed that other code resolves, and may ask the database for."""

    def __init__(self, handler: Any) -> None:
        self._handler = handler

    def collect(self, attributes: dict[str, str], references: References) -> None:
        """What is needed is not known."""

    def render(self, attributes: dict[str, str], fetched: Fetched, language: Language) -> str:
        fetched.reading.tags.add(ANYTHING)
        return str(self._handler.expand_db_attributes(attributes))


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
