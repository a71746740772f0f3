"""The files that a photo is shown by, and what else is made of a photo as it was fetched."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from cms.images.addresses import file_name, photo_addresses, rendition_addresses
from cms.images.models import Photo, Rendition
from cms.images.renditions import MODERN_FORMATS, Made, original_format, ready
from cms.queries.among import Keys
from cms.queries.rows import keep_beside, made_of_row
from cms.representation.references import AskedKind, Fetched, Reading, place_of_api

T = TypeVar("T")


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


def made_once(what: Hashable, photo: Photo, fetched: Fetched, make: Callable[[], T]) -> T:
    """Return what is made of a photo and its renditions: once for as long as they are the same.

    Args:
        what: tells it apart from whatever else is made of them.
        photo: the photo, as it was fetched.
        fetched: has its renditions, too.
        make: makes it, of nothing else but where photos and their files are found. What it makes
            stands in all places where it is wanted: who changes it makes a copy first.
    """
    kept, place = made_of_row(photo), fetched.reading.once(_place)
    if kept is None or place is None:
        return fetched.once((what, id(photo)), make)
    renditions = fetched.get(RENDITIONS, photo.id)
    of, made = kept.get((what, place), (None, None))
    if made is None or of != renditions:
        made = make()
        keep_beside(kept, (what, place), (renditions, made))
    return made  # type: ignore[no-any-return]


def _place(reading: Reading) -> Hashable:
    """Return another value wherever the same file, or photo, has another address.

    None where a storage elsewhere makes the addresses: they may be good for a while only.
    """
    addresses = reading.once(rendition_addresses), reading.once(photo_addresses)
    beginnings = tuple(each.beginning for each in addresses)
    formats = tuple(settings.PHOTO_FORMATS)
    return (beginnings, formats, place_of_api(reading)) if all(beginnings) else None


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
    return made_once(Files, photo, fetched, lambda: _work_out(photo, fetched))


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
