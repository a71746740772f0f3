"""Rich text: Wagtail's stored HTML, given in the format that the reading asks for."""

import re
from functools import partial
from typing import Any

from django.utils.html import escape
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import (
    FIND_A_TAG,
    FIND_EMBED_TAG,
    LinkRewriter,
    extract_attrs,
)

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

_ENTITY = re.compile(r"<(?:a|embed)\b([^<>]*+)>")


class RichTextRepresentation(Representation):
    """Rich text. Links and embeds are collected first and resolved from what was fetched."""

    def __init__(self, feature_names: list[str] | None = None) -> None:
        self._features = feature_names

    def collect(self, raw: Any, references: References) -> None:
        if not raw or references.reading.rich_text_format in ("db_html", "db_markdown"):
            return
        for attribute_text in _ENTITY.findall(raw):
            if "type=" not in attribute_text:
                continue
            attributes = extract_attrs(attribute_text)
            entity = _entity(attributes)
            if entity is not None:
                entity.collect(attributes, references)

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


def _entity(attributes: dict[str, str]) -> Entity | None:
    return registry.links.get(attributes.get("linktype", "")) or registry.embeds.get(
        attributes.get("embedtype", "")
    )


def expand(html: str, fetched: Fetched, language: Language) -> str:
    """Resolve the links and embeds of stored rich text, in this language."""
    if "linktype=" not in html and "<embed" not in html:
        return html
    html = FIND_A_TAG.sub(partial(_expand_link, fetched=fetched, language=language), html)
    html = FIND_EMBED_TAG.sub(partial(_expand_embed, fetched=fetched, language=language), html)
    return str(html)


def _expand_link(match: re.Match[str], fetched: Fetched, language: Language) -> str:
    attributes = extract_attrs(match[1])
    name = _links.get_tag_type_from_attrs(attributes)
    entity = registry.links.get(name)
    if entity is not None:
        return entity.render(attributes, fetched, language)
    handler = features.get_link_types().get(name)
    if handler is not None:
        return _expand_other(handler, attributes, fetched)
    # As in Wagtail: something unknown is no link.
    return "<a>" if "linktype" in attributes else str(match[0])


def _expand_embed(match: re.Match[str], fetched: Fetched, language: Language) -> str:
    attributes = extract_attrs(match[1])
    name = attributes.get("embedtype", "")
    entity = registry.embeds.get(name)
    if entity is not None:
        return entity.render(attributes, fetched, language)
    handler = features.get_embed_types().get(name)
    return "" if handler is None else _expand_other(handler, attributes, fetched)


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
