"""What an endpoint promises: its parameters and its answers."""

from dataclasses import dataclass, field
from typing import Any, Literal

from cms.representation.base import Schema, closed_object
from cms.representation.schemas import INTEGER, TEXT

#: Every answer that is an error.
ERROR: Schema = closed_object({"message": TEXT}, title="Error")

#: A number that every database can compare with.
NUMBER: Schema = {**INTEGER, "minimum": 0, "maximum": 2**31 - 1}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of an endpoint, in its query or its path."""

    name: str
    description: str
    schema: Any = field(default_factory=lambda: TEXT, hash=False)
    required: bool = False
    location: Literal["query", "path"] = "query"

    def as_openapi(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI describes it."""
        return {
            "in": self.location,
            "name": self.name,
            "description": self.description,
            "schema": self.schema,
            **({"required": True} if self.required or self.location == "path" else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing that can be asked of an endpoint.

    Attributes:
        name: its name in generated code, in camel case (``"listPages"``).
        summary: what it gives, in a line.
        parameters: what it takes.
        body: the schema of the JSON that is sent; None where nothing is.
        answers: the schema of each answer by its status; None for one without a body.
    """

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    answers: dict[int, Schema | None]
    body: Schema | None = None


def listing(item: Schema, title: str) -> Schema:
    """The schema of a listing of items."""
    meta = closed_object({"total_count": INTEGER}, title="ListingMeta")
    return closed_object({"meta": meta, "items": {"type": "array", "items": item}}, title=title)
