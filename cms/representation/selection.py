"""Which fields of a model are asked for, in the syntax of Wagtail's ``?fields=``."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

#: ``(name, negated, selection inside)`` for each field mentioned.
Selection: TypeAlias = tuple[tuple[str, bool, "Selection | None"], ...]

#: Where an object stands: by itself, in a listing, or inside another object.
Mode = Literal["detail", "listing", "nested"]


#: The selection of all fields.
EVERYTHING: Selection = (("*", False, None),)


class UnknownFieldsError(ValueError):
    """Fields were asked for that do not exist, or that have no fields inside."""


def exactly(*names: str) -> Selection:
    """The selection of these fields and no others."""
    return (("_", False, None), *((name, False, None) for name in names))


def choose(
    selection: Selection, available: list[str], default: Iterable[str]
) -> dict[str, Selection]:
    """Apply a selection.

    Args:
        selection: what is asked for.
        available: all the fields there are, in order.
        default: those given when nothing is asked for.

    Returns:
        The chosen fields in order, each with the selection inside it.

    Raises:
        UnknownFieldsError: when a mentioned field is not available.
    """
    chosen = set(default)
    if selection and selection[0][0] in ("*", "_"):
        chosen = set(available) if selection[0][0] == "*" else set()
        selection = selection[1:]
    unknown = {name for name, _, _ in selection} - set(available)
    if unknown:
        raise UnknownFieldsError(f"unknown fields: {', '.join(sorted(unknown))}")
    inside: dict[str, Selection] = {}
    for name, negated, within in selection:
        if negated:
            chosen.discard(name)
        else:
            chosen.add(name)
            if within:
                inside[name] = within
    return {name: inside.get(name, ()) for name in available if name in chosen}
