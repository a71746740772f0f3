"""How one OpenAPI document differs from another, and whether clients of the old one notice.

A client sends what the old document takes and reads what it gives. So a parameter or a body that
takes less breaks it, and so does an answer that gives less, or something else. That an answer may
give more only adds: a client passes over properties, types of pages and blocks, and values of an
enumeration that it does not know, as the document asks of it. Null where there was none is no such
value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cms.api.drift_schemas import Found, answer_changes, sent_changes


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
    """Return the differences between two documents."""
    found = [*_paths(old, new), *_components(old, new)]
    if not found and old != new:
        found.append((("",), False, "says it in other words"))
    return [Change("/".join(way), breaks, text) for way, breaks, text in found]


def _members(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Found]:
    """What is gone breaks, what is new adds."""
    for name in sorted(old.keys() - new.keys()):
        yield (*way, name), True, "is gone"
    for name in sorted(new.keys() - old.keys()):
        yield (*way, name), False, "is new"


def _shared(old: Any, new: Any) -> list[str]:
    return sorted(old.keys() & new.keys())


def _paths(old: Any, new: Any) -> Iterator[Found]:
    old, new, way = old.get("paths", {}), new.get("paths", {}), ("paths",)
    yield from _members(old, new, way)
    for path in _shared(old, new):
        yield from _members(old[path], new[path], (*way, path))
        for method in _shared(old[path], new[path]):
            yield from _operation(old[path][method], new[path][method], (*way, path, method))


def _operation(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Found]:
    if old.get("operationId") != new.get("operationId"):
        yield (*way, "operationId"), True, "is another, by which generated code calls it"
    yield from _parameters(
        {parameter["name"]: parameter for parameter in old.get("parameters", ())},
        {parameter["name"]: parameter for parameter in new.get("parameters", ())},
        (*way, "parameters"),
    )
    yield from _body(old.get("requestBody", {}), new.get("requestBody", {}), (*way, "requestBody"))
    old, new, way = old.get("responses", {}), new.get("responses", {}), (*way, "responses")
    yield from _members(old, new, way)
    for status in _shared(old, new):
        before, after = old[status].get("content", {}), new[status].get("content", {})
        yield from _members(before, after, (*way, status))
        for kind in _shared(before, after):
            yield from answer_changes(
                before[kind].get("schema", {}), after[kind].get("schema", {}), (*way, status, kind)
            )


def _parameters(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Found]:
    for name in sorted(old.keys() - new.keys()):
        yield (*way, name), True, "is gone"
    for name in sorted(new.keys() - old.keys()):
        required = bool(new[name].get("required"))
        yield (*way, name), required, "is new and required" if required else "is new"
    for name in _shared(old, new):
        before, after = bool(old[name].get("required")), bool(new[name].get("required"))
        if before != after:
            yield (*way, name), after, f"is {'now' if after else 'no longer'} required"
        if old[name].get("in") != new[name].get("in"):
            yield (*way, name), True, "stands elsewhere"
        yield from sent_changes(
            old[name].get("schema", {}), new[name].get("schema", {}), (*way, name)
        )


def _body(old: Any, new: Any, way: tuple[str, ...]) -> Iterator[Found]:
    before, after = bool(old.get("required")), bool(new.get("required"))
    if before != after:
        yield way, after, f"is {'now' if after else 'no longer'} required"
    old, new = old.get("content", {}), new.get("content", {})
    yield from _members(old, new, way)
    for kind in _shared(old, new):
        yield from sent_changes(
            old[kind].get("schema", {}), new[kind].get("schema", {}), (*way, kind)
        )


def _components(old: Any, new: Any) -> Iterator[Found]:
    """A component is of answers, unless a body that is sent has it; it may be of both."""
    sent = _referred(old, "requestBody") | _referred(new, "requestBody")
    given = _referred(old, "responses") | _referred(new, "responses")
    old, new = (each.get("components", {}).get("schemas", {}) for each in (old, new))
    way = ("components", "schemas")
    yield from _members(old, new, way)
    for name in _shared(old, new):
        if name in sent:
            yield from sent_changes(old[name], new[name], (*way, name))
        if name in given or name not in sent:
            yield from answer_changes(old[name], new[name], (*way, name))


def _referred(document: Any, part: str) -> set[str]:
    """The names of the components that a part of some operation refers to, at whatever depth."""
    schemas = document.get("components", {}).get("schemas", {})
    waiting: list[Any] = [
        operation.get(part)
        for operations in document.get("paths", {}).values()
        for operation in operations.values()
    ]
    found: set[str] = set()
    while waiting:
        member = waiting.pop()
        if isinstance(member, list):
            waiting += member
        elif isinstance(member, dict):
            waiting += member.values()
            name = str(member.get("$ref", "")).rpartition("/")[2]
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
    return found
