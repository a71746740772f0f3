"""Which block of a page stands for which one of its source, where nobody has noted it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Block = dict[str, Any]


@dataclass
class Alignment:
    """What was found out about the blocks of two streams.

    Attributes:
        pairs: the ids of the source's blocks, by those of the page's.
        guessed: of the page's paired blocks, those of which it is not certain.
        alone: of the page's blocks, those that stand for none.
    """

    pairs: dict[str, str] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)

    def path(self, path: str) -> str | None:
        """Return where in the source a place of the page is; None where it is nowhere.

        Args:
            path: that of a wagtail-localize segment, such as ``body.<id of a block>.caption``.
        """
        names = path.split(".")
        if not self.alone.isdisjoint(names):
            return None
        return ".".join(self.pairs.get(name, name) for name in names)

    def is_guessed(self, path: str) -> bool:
        """Whether it is not certain that a path's block is the one it was taken for."""
        return not self.guessed.isdisjoint(path.split("."))

    def align(self, source: Any, page: Any) -> None:
        """Add what two values have in common, and all that is inside of them.

        Blocks with the same id belong together. Others do in order, where they are of one type;
        if that leaves any over, it is a guess.

        Args:
            source: a stream's value as it is stored: blocks with ``id``, ``type``, ``value``.
            page: the same of the page.
        """
        if isinstance(source, dict) and isinstance(page, dict):
            for name in source.keys() & page.keys():
                self.align(source[name], page[name])
        elif _are_blocks(page):
            self._align_blocks(source if _are_blocks(source) else [], page)

    def _align_blocks(self, source: list[Block], page: list[Block]) -> None:
        known = {block["id"] for block in source} & {block["id"] for block in page}
        by_id = {block["id"]: block for block in source}
        pairs = [(by_id[block["id"]], block) for block in page if block["id"] in known]
        rest, others = _without(source, known), _without(page, known)
        types, others_types = [each["type"] for each in rest], [each["type"] for each in others]
        in_order = list(_in_order(rest, others, types, others_types))
        if types != others_types:
            self.guessed.update(block["id"] for _, block in in_order)
        pairs += in_order
        for original, block in pairs:
            self.pairs[block["id"]] = original["id"]
            self.align(original["value"], block["value"])
        self.alone.update(block["id"] for block in others if block["id"] not in self.pairs)


def _are_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and each.get("id") and "value" in each for each in value
    )


def _without(blocks: list[Block], ids: set[str]) -> list[Block]:
    return [block for block in blocks if block["id"] not in ids]


def _in_order(
    source: list[Block], page: list[Block], types: list[str], others: list[str]
) -> Iterator[tuple[Block, Block]]:
    for start, other, size in SequenceMatcher(None, types, others, False).get_matching_blocks():
        yield from zip(source[start : start + size], page[other : other + size], strict=True)
