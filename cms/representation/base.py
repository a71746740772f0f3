"""What every representation can do."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from cms.languages import Language

if TYPE_CHECKING:
    from cms.representation.references import Fetched, References

#: A JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it).
Schema = dict[str, Any]


class _Omitted(Enum):
    OMITTED = "omitted"


#: What ``render`` gives when the key is to be left out altogether.
OMITTED: Final = _Omitted.OMITTED


class Representation(ABC):
    """How one kind of value is read.

    ``raw`` is the value as it is stored: the JSON of a stream, the primary key of a
    reference, or the model instance for a model and its fields.

    Attributes:
        optional: whether ``render`` may give OMITTED.
        reads_streams: whether what represents an instance, or a field of it, may read the
            instance's streams. Where nothing does, they are not even loaded.
    """

    optional: bool = False
    reads_streams: bool = True

    def collect(self, raw: Any, references: "References") -> None:  # noqa: B027
        """Note what rendering this value will need. Most values need nothing."""

    #: The name of the instance's attribute that ``render`` gives as it is, where that is all.
    attribute: str | None = None

    @property
    def collects(self) -> bool:
        """Whether :meth:`collect` does anything."""
        return type(self).collect is not Representation.collect

    @abstractmethod
    def render(self, raw: Any, fetched: "Fetched", language: Language) -> Any:
        """Give the value as JSON data, in this language, without touching the database.

        What is given may be given again for as long as the value's row, and all that was asked of
        ``fetched`` and of what its reading loads, are the same. Whatever depends on more, such as
        the time of day or a setting that changes, adds ``ANYTHING`` to the reading's tags.
        """

    @abstractmethod
    def schema(self) -> Schema:
        """Give the JSON Schema of exactly what ``render`` gives.

        A schema with a ``title`` is a type of its own in the API's document.
        """


def nullable(schema: Schema) -> Schema:
    """The schema of a value that may also be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def closed_object(
    properties: dict[str, Schema], optional: Collection[str] = (), **more: Any
) -> Schema:
    """The schema of an object with these properties, all but the optional ones, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
        **more,
    }
