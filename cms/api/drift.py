"""How one OpenAPI document differs from another, and whether clients of the old one notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: What people read, and programs do not.
_WORDS = {"description", "summary", "title", "info"}


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        place: the way to it, such as ``components/schemas/Photo/properties/alt``.
        breaks: whether a client that was written for the old document may stop working.
        text: what changed.
    """

    place: str
    breaks: bool
    text: str

    def __str__(self) -> str:
        return f"{'breaks clients' if self.breaks else 'adds'}: {self.place} {self.text}"


def changes(old: Any, new: Any) -> list[Change]:
    """Return the differences between two documents.

    What was there and is no more, or has another type, breaks clients; so does a parameter that
    is required now. All that is new besides only adds.
    """
    return list(_compare(old, new, ()))


def _compare(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Change]:
    if old == new:
        return
    place, key = "/".join(way), way[-1] if way else ""
    if key in _WORDS and not isinstance(old, dict):
        yield Change(place, False, "says it in other words")
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_members(_by_name(old), _by_name(new), way)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _compare_members(old, new, way)
    else:
        yield Change(place, True, f"was {old!r} and is {new!r}")


def _compare_members(
    old: dict[str, Any], new: dict[str, Any], way: tuple[str, ...]
) -> Iterator[Change]:
    for name in old.keys() - new.keys():
        # A bound that is gone lets more through; everything else is missed.
        yield Change("/".join((*way, name)), name not in _WORDS, "is gone")
    for name in new.keys() - old.keys():
        required = isinstance(new[name], dict) and new[name].get("required") is True
        newly_bound = name == "required" and new[name] is True
        yield Change("/".join((*way, name)), required or newly_bound, "is new")
    for name in sorted(old.keys() & new.keys()):
        yield from _compare(old[name], new[name], (*way, name))


def _by_name(members: list[Any]) -> dict[str, Any]:
    """Name a list's members, so that their order does not matter."""
    return {_name(member): member for member in members}


def _name(member: Any) -> str:
    if not isinstance(member, dict):
        return str(member)
    return str(member.get("name") or member.get("$ref") or member.get("type") or sorted(member))
