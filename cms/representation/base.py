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


#: The methods that decide what is rendered.
_RENDERING = ("render", "language_of")


class Representation(ABC):
    """How one kind of value is read.

    ``raw`` is the value as it is stored: the JSON of a stream, the primary key of a
    reference, or the model instance for a model and its fields.

    Attributes:
        optional: whether ``render`` may give OMITTED.
        reads_streams: whether what represents an instance, or a field of it, may read the
            instance's streams. Where nothing does, they are not even loaded.
        is_of_row: whether what is rendered of an instance, or of a field of it, depends on the
            instance's row, the language, and the place of the API, and on nothing else. A class
            that renders in its own way has to say so itself.
    """

    optional: bool = False
    reads_streams: bool = True
    is_of_row: bool = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = vars(cls)
        if "is_of_row" not in own and not own.keys().isdisjoint(_RENDERING):
            cls.is_of_row = False

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
        """Give the value as JSON data, in this language, without touching the database."""

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
