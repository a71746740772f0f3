"""How one JSON Schema differs from another, for those who read its values and who send them."""

import json
from collections.abc import Iterator
from typing import Any

#: ``(the way to it, whether it breaks, what it is)``.
Found = tuple[tuple[str, ...], bool, str]

#: What people read, and programs do not; and what follows from the members of a union.
_WORDS = {"description", "title", "discriminator"}
_UNIONS = ("anyOf", "oneOf")
_NULL = {"type": "null"}


def sent_changes(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Found]:
    """Compare what a parameter or a body takes: less of it breaks those who send it."""
    (old, null_before), (new, null_after) = _without_null(old), _without_null(new)
    if null_before != null_after:
        yield way, null_before, f"can {'now' if null_after else 'no longer'} be null"
    for key in sorted((old.keys() | new.keys()) - _WORDS):
        place, before, after = (*way, key), old.get(key), new.get(key)
        if before == after:
            continue
        if key == "properties":
            yield from _sent_properties(before or {}, after or {}, place)
        elif key == "required":
            for name in sorted({*(before or ())} ^ {*(after or ())}):
                must = name in (after or ())
                yield (*place, name), must, "must be sent now" if must else "may be left out now"
        elif after is None or (key == "additionalProperties" and after is True):
            yield place, False, f"is no longer held to {before!r}"
        elif key in ("enum", *_UNIONS) and before is not None:
            yield from _values(before, after, place)
        elif key in ("maximum", "maxLength") and before is not None:
            yield place, after < before, f"was {before!r} and is {after!r}"
        elif key in ("minimum", "minLength") and before is not None:
            yield place, after > before, f"was {before!r} and is {after!r}"
        elif isinstance(before, dict) and isinstance(after, dict):
            yield from sent_changes(before, after, place)
        else:
            yield place, True, f"was {before!r} and is {after!r}"


def _sent_properties(before: Any, after: Any, way: tuple[str, ...]) -> Iterator[Found]:
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield (*way, name), True, "is no longer taken"
        elif name not in before:
            yield (*way, name), False, "is new"
        else:
            yield from sent_changes(before[name], after[name], (*way, name))


def answer_changes(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Found]:
    """Compare what an answer gives: less of it, or something else, breaks those who read it."""
    (old, null_before), (new, null_after) = _without_null(old), _without_null(new)
    if null_before != null_after:
        yield way, null_after, f"can {'now' if null_after else 'no longer'} be null"
    told_by = [each.get("discriminator", {}).get("propertyName") for each in (old, new)]
    if told_by[0] != told_by[1]:
        yield (*way, "discriminator"), told_by[0] is not None, f"is {told_by[1]!r}"
    for key in sorted((old.keys() | new.keys()) - _WORDS):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if key in _UNIONS and before is not None and after is not None:
            named = [[_name(member) for member in union] for union in (before, after)]
            # One that a client cannot tell from the others, it cannot pass over.
            yield from _values(named[0], named[1], (*way, key), new_breaks=told_by[0] is None)
        else:
            yield from _keyword(key, before, after, (*way, key))


def _keyword(key: str, before: Any, after: Any, way: tuple[str, ...]) -> Iterator[Found]:
    both = before is not None and after is not None
    if key == "properties" and both:
        for name in sorted(before.keys() | after.keys()):
            if name not in after:
                yield (*way, name), True, "is gone"
            elif name not in before:
                yield (*way, name), False, "is new"
            else:
                yield from answer_changes(before[name], after[name], (*way, name))
    elif key == "required":
        for name in sorted({*(before or ())} ^ {*(after or ())}):
            gone = name not in (after or ())
            yield (*way, name), gone, "may be absent now" if gone else "is always there now"
    elif key == "enum" and both:
        yield from _values(before, after, way)
    elif both and isinstance(before, dict) and isinstance(after, dict):
        yield from answer_changes(before, after, way)
    elif key == "additionalProperties":
        yield way, False, f"was {before!r} and is {after!r}"
    else:
        # A promise that is new narrows what is given; one that is gone or another is missed.
        yield way, before is not None, f"was {before!r} and is {after!r}"


def _values(
    before: list[Any], after: list[Any], way: tuple[str, ...], new_breaks: bool = False
) -> Iterator[Found]:
    for value in before:
        if value not in after:
            yield (*way, str(value)), True, "is gone"
    for value in after:
        if value not in before:
            yield (*way, str(value)), new_breaks, "is new"


def _without_null(schema: Any) -> tuple[dict[str, Any], bool]:
    """Return a schema without its null, in whichever of three ways it allows that; and whether."""
    plain = dict(schema)
    for key in _UNIONS:
        if _NULL in plain.get(key, ()):
            rest = [member for member in plain.pop(key) if member != _NULL]
            return (plain | (rest[0] if len(rest) == 1 else {key: rest})), True
    if isinstance(plain.get("type"), list) and "null" in plain["type"]:
        rest = [each for each in plain["type"] if each != "null"]
        return {**plain, "type": rest[0] if len(rest) == 1 else rest}, True
    if None in plain.get("enum", ()):
        return {**plain, "enum": [value for value in plain["enum"] if value is not None]}, True
    return plain, plain == _NULL


def _name(member: Any) -> str:
    """What a member of a union is known by."""
    return str(member.get("$ref") or json.dumps(member, sort_keys=True, default=str))
