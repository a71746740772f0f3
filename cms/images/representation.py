"""How a picture is given: the one way, wherever it stands."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from wagtail.images.models import AbstractImage

from cms.collections import in_public_collections
from cms.delivery.tags import tags_of_seen
from cms.images.addresses import (
    Addresses,
    file_name,
    photo_addresses,
    rendition_addresses,
)
from cms.images.models import Photo, Rendition
from cms.images.renditions import MODERN_FORMATS, Made, original_format, ready
from cms.languages import Language
from cms.queries.among import Keys
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.models import ModelRepresentation
from cms.representation.references import AskedKind, Fetched, Reading, References
from cms.representation.registry import ModelDescription, register_model
from cms.representation.relations import Pointer
from cms.representation.scalars import TranslatedText
from cms.representation.schemas import INTEGER, PATH, TEXT, URI


@dataclass(frozen=True, eq=False)
class Photos(AskedKind):
    """Photos in public collections, by primary key."""

    model: type[AbstractImage] = Photo

    def queryset(self) -> "QuerySet[Any, Any]":
        photos: QuerySet[Any, Any] = self.model._default_manager.filter(pk__among=Keys())
        return in_public_collections(photos)

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {photo.pk: photo for photo in rows}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return tags_of_seen(self.model, keys, found)


@dataclass(frozen=True, eq=False)
class Renditions(AskedKind):
    """The renditions of each photo, by the photo's key, each as the fields of ``Made``.

    They are asked for with the photo.
    """

    def queryset(self) -> "QuerySet[Any, Any]":
        made: QuerySet[Any, Any] = Rendition.objects.filter(image__among=Keys())
        return made.values_list(
            "image_id", "filter_spec", "focal_point_key", "file", "width", "height"
        )

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        by_photo: dict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            by_photo[row[0]].append(row)
        return by_photo

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return ()  # the photo that they are asked for with has the same


RENDITIONS = Renditions()


class PhotoPointer(Pointer):
    """A photo's key, represented as the photo."""

    def __init__(self, target: ModelRepresentation) -> None:
        super().__init__(Photos(target.model), target)
        fields = target.fields.values()
        self._has_files = any(isinstance(field, _FromRenditions) for field in fields)

    def collect(self, raw: Any, references: References) -> None:
        super().collect(raw, references)
        if raw is not None and self._has_files:
            references.add(RENDITIONS, raw)


class Files(NamedTuple):
    """A photo's files, as they are given.

    Attributes:
        src: the widest in the original format.
        srcset: those in the original format, from narrow to wide.
        sources: those in better formats, the best format first.
    """

    src: str
    srcset: list[dict[str, Any]]
    sources: list[dict[str, Any]]


def _files(photo: Photo, fetched: Fetched) -> Files:
    """Return the files of a photo, worked out once for all that shows it."""
    return fetched.once((Files, id(photo)), lambda: _find_files(photo, fetched))


#: Photos' files by all that they are worked out from, kept in the process for the photos that are
#: shown most: the same again and again.
_kept: dict[Hashable, Files] = {}
_MOST_KEPT = 2048


def _find_files(photo: Photo, fetched: Fetched) -> Files:
    made = fetched.get(RENDITIONS, photo.pk) or ()
    *place, addresses = fetched.reading.once(_place)
    key = (*place, file_name(photo), photo.width, *made)
    files = _kept.get(key)
    if files is None:
        files = _work_out(photo, [Made._make(row) for row in made], *addresses)
        # Addresses elsewhere may be good for a while only.
        if all(each.beginning for each in addresses):
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = files
    return files


def _place(reading: Reading) -> tuple[Any, ...]:
    """Return what the files of all photos depend on, and what gives their addresses."""
    addresses = reading.once(rendition_addresses), reading.once(photo_addresses)
    beginnings = tuple(each.beginning for each in addresses)
    return beginnings, tuple(settings.PHOTO_FORMATS), addresses


def _work_out(photo: Photo, made: list[Made], renditions: Addresses, uploads: Addresses) -> Files:
    entries: dict[str, list[dict[str, Any]]] = {
        name: [
            {"src": renditions.whole(each.file), "width": each.width, "height": each.height}
            for each in found
        ]
        for name, found in ready(photo, made).items()
    }
    original = original_format(photo)
    srcset = entries.get(original, [])
    # Until the renditions are made, a moment after the upload, the upload itself serves.
    src = srcset[-1]["src"] if srcset else uploads.whole(file_name(photo))
    sources = [
        {"type": media_type, "srcset": entries[name]}
        for name, media_type in MODERN_FORMATS.items()
        if name in entries and name != original
    ]
    return Files(src, srcset, sources)


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
        return _files(raw, fetched).src

    def schema(self) -> Schema:
        return URI


class SourceSet(_FromRenditions):
    """The files in the original format."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        return _files(raw, fetched).srcset

    def schema(self) -> Schema:
        return {"type": "array", "items": _ENTRY_SCHEMA}


class Sources(_FromRenditions):
    """The files in better formats, as in ``<picture>``."""

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        return _files(raw, fetched).sources

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
