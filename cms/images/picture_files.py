"""The files that a photo is shown by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from cms.images.addresses import file_name, photo_addresses, rendition_addresses
from cms.images.models import Photo, Rendition
from cms.images.renditions import MODERN_FORMATS, Made, original_format, ready
from cms.queries.among import Keys
from cms.representation.references import AskedKind, Fetched, Reading


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


def files_of(photo: Photo, fetched: Fetched) -> Files:
    """Return the files of a photo."""
    return fetched.once((Files, id(photo)), lambda: _work_out(photo, fetched))


def _work_out(photo: Photo, fetched: Fetched) -> Files:
    reading = fetched.reading
    renditions, uploads = reading.once(rendition_addresses), reading.once(photo_addresses)
    made = map(Made._make, fetched.get(RENDITIONS, photo.id) or ())
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
