"""StreamField bodies and the blocks that contain others, read from their stored JSON."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

from cms.languages import Language
from cms.queries.rows import stored_json
from cms.representation.base import Representation, Schema, closed_object
from cms.representation.references import Fetched, References
from cms.representation.registry import register_block, register_field, represent_block


class StreamRepresentation(Representation):
    """A stream: a list of blocks, each ``{"type", "id", "value"}``."""

    def __init__(self, block: blocks.BaseStreamBlock) -> None:
        self._name = block.name
        self._children = {
            name: represent_block(child) for name, child in block.child_blocks.items()
        }
        self._collecting = {name: child for name, child in self._children.items() if child.collects}

    @property
    def collects(self) -> bool:
        return bool(self._collecting)

    def collect(self, raw: Any, references: References) -> None:
        for item in raw:
            child = self._collecting.get(item["type"])
            if child is not None:
                child.collect(item["value"], references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        # A block whose type has since been removed from the code is passed over, as Wagtail does.
        return [
            {
                "type": item["type"],
                "value": child.render(item["value"], fetched, language),
                "id": item.get("id"),
            }
            for item in raw
            if (child := self._children.get(item["type"])) is not None
        ]

    def schema(self) -> Schema:
        items = [
            closed_object(
                {
                    "type": {"type": "string", "const": name},
                    "value": child.schema(),
                    "id": {"type": ["string", "null"]},
                },
                title=f"{name.title().replace('_', '')}Block",
            )
            for name, child in self._children.items()
        ]
        return {
            "type": "array",
            "items": {"oneOf": items, "discriminator": {"propertyName": "type"}},
        }


class StreamFieldRepresentation(StreamRepresentation):
    """A model's stream field. ``raw`` is the instance, which may hold the stored JSON alone."""

    def __init__(self, field: StreamField) -> None:
        super().__init__(field.stream_block)
        self._attname = field.attname

    def collect(self, raw: Any, references: References) -> None:
        super().collect(stored_stream(raw, self._attname), references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        return super().render(stored_stream(raw, self._attname), fetched, language)


def stored_stream(instance: Any, attname: str) -> list[dict[str, Any]]:
    """Return an instance's stream as it is stored, also when it was changed and not saved yet."""
    stored: list[dict[str, Any]] | None = stored_json(instance, attname)
    return getattr(instance, attname).get_prep_value() if stored is None else stored


class StructRepresentation(Representation):
    """A struct: an object with one property per child block."""

    def __init__(self, block: blocks.BaseStructBlock) -> None:
        self._title = type(block).__name__.removesuffix("Block") + "Value"
        self._children: dict[str, tuple[Representation, Any]] = {
            name: (represent_block(child), child) for name, child in block.child_blocks.items()
        }
        self._collecting = [
            (name, representation, child)
            for name, (representation, child) in self._children.items()
            if representation.collects
        ]

    @property
    def collects(self) -> bool:
        return bool(self._collecting)

    @staticmethod
    def _default(child: Any) -> Any:
        """Return what stands for a child that was added to the code after a value was saved."""
        return child.get_prep_value(child.get_default())

    def collect(self, raw: Any, references: References) -> None:
        stored = raw or {}
        for name, representation, child in self._collecting:
            value = stored[name] if name in stored else self._default(child)
            representation.collect(value, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        stored = raw or {}
        return {
            name: representation.render(
                stored[name] if name in stored else self._default(child), fetched, language
            )
            for name, (representation, child) in self._children.items()
        }

    def schema(self) -> Schema:
        properties = {
            name: representation.schema() for name, (representation, _) in self._children.items()
        }
        return closed_object(properties, title=self._title)


def stored_list(raw: Any) -> list[Any]:
    """Return the stored values of a list block's items."""
    # Lists saved before Wagtail 2.16 hold bare values; later ones {"type": "item", …}.
    return [
        item["value"]
        if isinstance(item, dict) and item.get("type") == "item" and "value" in item
        else item
        for item in raw or []
    ]


class ListRepresentation(Representation):
    """A list block: a list of its children's values."""

    def __init__(self, block: blocks.ListBlock) -> None:
        self._child = represent_block(block.child_block)

    @property
    def collects(self) -> bool:
        return self._child.collects

    def collect(self, raw: Any, references: References) -> None:
        for value in stored_list(raw):
            self._child.collect(value, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[Any]:
        return [self._child.render(value, fetched, language) for value in stored_list(raw)]

    def schema(self) -> Schema:
        return {"type": "array", "items": self._child.schema()}


register_block(blocks.BaseStreamBlock, StreamRepresentation)
register_block(blocks.BaseStructBlock, StructRepresentation)
register_block(blocks.ListBlock, ListRepresentation)
register_field(StreamField, StreamFieldRepresentation)
