"""Wagtail's own blocks that hold a single value."""

from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.languages import Language
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.choices import enumeration
from cms.representation.compile import point_at
from cms.representation.references import Fetched, References
from cms.representation.registry import register_block
from cms.representation.safety import web_address
from cms.representation.scalars import Plain
from cms.representation.schemas import BOOLEAN, DATE, DATE_TIME, INTEGER, TEXT

_FORMATS: tuple[tuple[type[Any], Schema], ...] = (
    (blocks.BooleanBlock, BOOLEAN),
    (blocks.IntegerBlock, INTEGER),
    (blocks.FloatBlock, {"type": "number"}),
    (blocks.DecimalBlock, {"type": "string", "format": "decimal"}),
    (blocks.DateTimeBlock, DATE_TIME),
    (blocks.DateBlock, DATE),
    (blocks.TimeBlock, {"type": "string", "format": "time"}),
    (blocks.EmailBlock, TEXT),
    (blocks.FieldBlock, TEXT),
)

#: Blocks whose empty value is "" or a list, and never null.
_NEVER_NULL = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.EmailBlock,
    blocks.RawHTMLBlock,
    blocks.BooleanBlock,
)


_EMPTY: dict[str, Callable[[], Any]] = {"string": str, "boolean": bool}


class NeverNull(Plain):
    """A stored value that is empty where it was never filled in."""

    def __init__(self, schema: Schema) -> None:
        super().__init__(schema)
        self._empty = _EMPTY[schema["type"]]

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        return self._empty() if raw is None else raw


class WebAddress(Plain):
    """An address, empty where it leads elsewhere than to the web: a script could have stored it."""

    def __init__(self) -> None:
        super().__init__(TEXT)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return web_address(raw or "")


def _field_block(block: blocks.FieldBlock) -> Representation:
    if isinstance(block, blocks.URLBlock):
        return WebAddress()
    schema = next(schema for block_class, schema in _FORMATS if isinstance(block, block_class))
    return NeverNull(schema) if isinstance(block, _NEVER_NULL) else Plain(nullable(schema))


class Choice(Representation):
    """One of a ChoiceBlock's choices.

    Where none was ever made: "" if the block takes that, else its default, else null.
    """

    def __init__(self, block: blocks.ChoiceBlock) -> None:
        self._block = block
        # Not ``required``, which Wagtail changes for the time in which it saves a draft.
        self._optional = not block._required
        self._empty = "" if self._optional else block.get_prep_value(block.get_default())

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        return self._empty if raw is None else raw

    def schema(self) -> Schema:
        schema = _one_of(self._block, may_be_empty=self._optional)
        return nullable(schema) if self._empty is None else schema


class SeveralChoices(Representation):
    """Some of a MultipleChoiceBlock's choices; the list is empty where none was ever made."""

    def __init__(self, block: blocks.MultipleChoiceBlock) -> None:
        self._block = block

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        return [] if raw is None else raw

    def schema(self) -> Schema:
        return {"type": "array", "items": _one_of(self._block, may_be_empty=False)}


def _one_of(block: Any, *, may_be_empty: bool) -> Schema:
    chosen = enumeration({}, lambda: block.field.choices, may_be_empty=may_be_empty)
    # A choice's value may be of any type. Where it is not known beforehand, it is a text.
    texts = all(isinstance(value, str) for value in chosen.get("enum", ()))
    return {**TEXT, **chosen} if texts else chosen


class ImageBlockRepresentation(Representation):
    """Wagtail's ImageBlock: a picture with the alt text of this use."""

    def __init__(self, block: ImageBlock) -> None:
        image_block = block.child_blocks["image"]
        assert isinstance(image_block, ImageChooserBlock)
        self._image = point_at(image_block.model_class)

    @staticmethod
    def _stored(raw: Any) -> dict[str, Any]:
        # A bare key is what ImageChooserBlock stores; an ImageBlock may have taken its place.
        return raw if isinstance(raw, dict) else {"image": raw}

    def collect(self, raw: Any, references: References) -> None:
        self._image.collect(self._stored(raw)["image"], references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        stored = self._stored(raw)
        decorative = bool(stored.get("decorative"))
        image = self._image.render(stored["image"], fetched, language)
        alt_text = stored.get("alt_text") or ""
        return {
            "image": alternative_text(image, decorative, alt_text),
            "decorative": decorative,
            "alt_text": "" if decorative else alt_text,
        }

    def schema(self) -> Schema:
        return closed_object(
            {
                "image": self._image.schema(),
                "decorative": BOOLEAN,
                "alt_text": TEXT,
            },
            title="ImageUse",
        )


def alternative_text(
    picture: dict[str, Any] | None, decorative: bool, alt_text: str
) -> dict[str, Any] | None:
    """Return the picture with the alt text that holds for one use of it.

    Nothing for a decorative one, else the text of this use, else the picture's own.
    """
    if picture is None or not (decorative or alt_text):
        return picture
    changed = {**picture, "alt": "" if decorative else alt_text}
    fallback = {k: v for k, v in changed.pop("fallback", {}).items() if k != "alt"}
    return {**changed, "fallback": fallback} if fallback else changed


register_block(blocks.FieldBlock, _field_block)
register_block(blocks.ChoiceBlock, Choice)
register_block(blocks.MultipleChoiceBlock, SeveralChoices)
register_block(blocks.StaticBlock, lambda block: Plain({"type": "null"}))
register_block(blocks.ChooserBlock, lambda block: point_at(block.model_class))
register_block(ImageBlock, ImageBlockRepresentation)
