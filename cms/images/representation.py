"""How a picture is given: the one way, wherever it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from modeltranslation.utils import build_localized_fieldname
from wagtail.images.models import AbstractImage

from cms.collections import in_public_collections
from cms.delivery.tags import tags_of_seen
from cms.images.addresses import file_name, photo_addresses
from cms.images.models import Photo
from cms.images.picture_files import RENDITIONS, files_of
from cms.images.renditions import MODERN_FORMATS
from cms.languages import LANGUAGES, Language
from cms.queries.among import Keys
from cms.queries.rows import key_of
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.models import ModelRepresentation
from cms.representation.references import AskedKind, Fetched, Reading, References
from cms.representation.registry import ModelDescription, register_model
from cms.representation.relations import Pointer
from cms.representation.scalars import TranslatedText
from cms.representation.schemas import INTEGER, PATH, TEXT, URI


@dataclass(frozen=True, eq=False)
class Photos(AskedKind):
    """Photos in public collections, by primary key.

    Attributes:
        model: what they are read as.
        only: the columns that are needed; without any, all.
    """

    model: type[AbstractImage] = Photo
    only: tuple[str, ...] = ()

    @property
    def within(self) -> "Photos | None":  # type: ignore[override]
        return Photos(self.model) if self.only else None

    def queryset(self) -> "QuerySet[Any, Any]":
        photos: QuerySet[Any, Any] = self.model._default_manager.filter(pk__among=Keys())
        return in_public_collections(photos.only(*self.only) if self.only else photos)

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {key_of(photo): photo for photo in rows}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return tags_of_seen(self.model, keys, found)


class PhotoPointer(Pointer):
    """A photo's key, represented as the photo."""

    def __init__(self, target: ModelRepresentation) -> None:
        # Of a field that another application adds it is not known which columns it needs.
        is_known = target.fields.keys() <= set(PHOTOS.nested or ())
        is_ours = is_known and issubclass(target.model, Photo)
        super().__init__(Photos(target.model, _COLUMNS if is_ours else ()), target)
        collecting = [field for field in target.fields.values() if field.collects]
        from_files = [field for field in collecting if isinstance(field, _FromRenditions)]
        self._has_files = bool(from_files)
        # What its files need is asked for with the photo.
        self._then = None if len(from_files) == len(collecting) else target

    def collect(self, raw: Any, references: References) -> None:
        if raw is None:
            return
        references.add(self.kind, raw, self._then)
        if self._has_files:
            references.add(RENDITIONS, raw)


_ENTRY_SCHEMA = closed_object(
    {"src": URI, "width": INTEGER, "height": INTEGER}, title="PictureFile"
)


class _FromRenditions(Representation):
    """A field that is worked out from the photo's renditions."""

    def collect(self, raw: Any, references: References) -> None:
        references.add(RENDITIONS, raw.pk)


class Source(_FromRenditions):
    """The file to show where nothing smaller fits."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return files_of(raw, fetched).src

    def schema(self) -> Schema:
        return URI


class SourceSet(_FromRenditions):
    """The files in the original format."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        return files_of(raw, fetched).srcset

    def schema(self) -> Schema:
        return {"type": "array", "items": _ENTRY_SCHEMA}


class Sources(_FromRenditions):
    """The files in better formats, as in ``<picture>``."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        return files_of(raw, fetched).sources

    def schema(self) -> Schema:
        source = closed_object(
            {
                "type": {"type": "string", "enum": list(MODERN_FORMATS.values())},
                "srcset": {"type": "array", "items": _ENTRY_SCHEMA},
            },
            title="PictureSource",
        )
        return {"type": "array", "items": source}


class FocalPoint(Representation):
    """The point that matters most, as parts of width and height from the top left corner."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, float] | None:
        if raw.focal_point_x is None or raw.focal_point_y is None:
            return None
        return {
            "x": round(raw.focal_point_x / raw.width, 4),
            "y": round(raw.focal_point_y / raw.height, 4),
        }

    def schema(self) -> Schema:
        share = {"type": "number", "minimum": 0, "maximum": 1}
        return nullable(closed_object({"x": share, "y": share}, title="FocalPoint"))


class Placeholder(Representation):
    """A tiny version of the picture as a ``data:`` address; "" until it is made."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return str(raw.placeholder)

    def schema(self) -> Schema:
        return TEXT


class DownloadUrl(Representation):
    """The address of the file as it was uploaded."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return fetched.reading.once(photo_addresses).path(file_name(raw))

    def schema(self) -> Schema:
        return PATH


class _Alt(TranslatedText):
    """The alternative text, which Wagtail calls the description."""

    def __init__(self) -> None:
        super().__init__("description")


ALT = _Alt()

#: What a picture is, in the order in which it is given.
PICTURE = (
    "alt",
    "width",
    "height",
    "focal_point",
    "src",
    "srcset",
    "sources",
    "placeholder",
    "caption",
    "credit",
)

#: What of a photo stands inside of something else is made of these columns.
_COLUMNS = (
    *("title", "width", "height", "focal_point_x", "focal_point_y", "file", "placeholder"),
    *(
        build_localized_fieldname(name, language.code)
        for name in ("description", "caption", "credit")
        for language in LANGUAGES
    ),
)

PHOTOS = ModelDescription(
    computed={
        "alt": ALT,
        "focal_point": FocalPoint(),
        "src": Source(),
        "srcset": SourceSet(),
        "sources": Sources(),
        "placeholder": Placeholder(),
        "download_url": DownloadUrl(),
    },
    body=("id", "title", *PICTURE),
    meta=("type", "detail_url", "tags", "download_url"),
    listing=("id", "type", "detail_url", "title", "tags", "download_url", *PICTURE),
    nested=("id", "type", "detail_url", "title", "download_url", *PICTURE),
    rows=Photos,
    pointer=PhotoPointer,
)

register_model(AbstractImage, PHOTOS)
