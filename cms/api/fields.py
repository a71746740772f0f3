"""The ``?fields=`` parameter."""

from typing import Any

from wagtail.api.v2.utils import parse_fields_parameter

from cms.representation.selection import Selection


def parse_selection(text: str) -> Selection:
    """Parse the value of ``?fields=``, in Wagtail's syntax.

    Raises:
        ValueError: when its syntax is wrong; the message says where.
    """
    return _freeze(parse_fields_parameter(text))


def _freeze(config: list[Any]) -> Selection:
    return tuple(
        (name, negated, None if inside is None else _freeze(inside))
        for name, negated, inside in config
    )
