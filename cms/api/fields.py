"""The ``?fields=`` parameter."""

from functools import lru_cache
from itertools import accumulate
from typing import Any

from wagtail.api.v2.utils import parse_fields_parameter

from cms.representation.selection import Selection

#: How many brackets may stand inside each other. Each multiplies what an answer holds.
MAX_DEPTH = 4


@lru_cache(maxsize=64)
def parse_selection(text: str) -> Selection:
    """Parse the value of ``?fields=``, in Wagtail's syntax.

    Raises:
        ValueError: when its syntax is wrong, or when it is nested deeper than MAX_DEPTH; the
            message says where.
    """
    depths = accumulate((char == "(") - (char == ")") for char in text)
    if max(depths, default=0) > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
    return _freeze(parse_fields_parameter(text))


def _freeze(config: list[Any]) -> Selection:
    return tuple(
        (name, negated, None if inside is None else _freeze(inside))
        for name, negated, inside in config
    )
