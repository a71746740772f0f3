"""Wagtail's ``ImageRenditionField``: a photo in a size that a model declares."""

from typing import Any

from django.db.models import Model
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.models import Filter

from cms.images.addresses import file_name, photo_addresses, rendition_addresses
from cms.images.picture_files import RENDITIONS
from cms.images.renditions import Made
from cms.images.representation import ALT, Photos
from cms.images.sizes import declared_size
from cms.languages import Language
from cms.representation.base import Representation, Schema, closed_object
from cms.representation.references import Fetched, References
from cms.representation.registry import register_serializer
from cms.representation.relations import Attribute, Pointer
from cms.representation.scalars import FALLBACK_SCHEMA, fallback_entry
from cms.representation.schemas import INTEGER, PATH, TEXT, URI


class RenditionFile(Representation):
    """A photo's file in one size, in Wagtail's shape. ``raw`` is the photo.

    Wagtail would make a missing file while it is read. Here it is made when the photo is saved, or
    what shows it, and the upload itself serves until then. No file is opened, so that Wagtail's
    ``{"error": …}`` is never given.
    """

    def __init__(self, spec: str) -> None:
        self._filter = Filter(spec=spec)

    def collect(self, raw: Any, references: References) -> None:
        references.add(RENDITIONS, raw.pk)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> dict[str, Any]:
        place = (self._filter.spec, self._filter.get_cache_key(raw))
        made = {
            (rendition.filter_spec, rendition.focal_point_key): rendition
            for rendition in map(Made._make, fetched.get(RENDITIONS, raw.pk) or ())
        }
        shown = made.get(place, raw)
        if shown is raw:
            addresses, name = fetched.reading.once(photo_addresses), file_name(raw)
        else:
            addresses, name = fetched.reading.once(rendition_addresses), shown.file
        given = {
            "url": addresses.path(name),
            "full_url": addresses.whole(name),
            "width": shown.width,
            "height": shown.height,
            "alt": ALT.render(raw, fetched, language),
        }
        other = ALT.answering(raw, language)
        return given if other is None else {**given, "fallback": {"alt": fallback_entry(other)}}

    def schema(self) -> Schema:
        properties = {"url": PATH, "full_url": URI, "width": INTEGER, "height": INTEGER}
        return closed_object(
            {**properties, "alt": TEXT, "fallback": FALLBACK_SCHEMA},
            optional=["fallback"],
            title="ImageRendition",
        )


def _represent(model: type[Model], name: str, serializer: ImageRenditionField) -> Representation:
    size = declared_size(model, name, serializer)
    file = RenditionFile(size.spec)
    if size.photo is None:
        return file
    return Attribute(size.photo.attname, Pointer(Photos(size.photo.related_model), file))


register_serializer(ImageRenditionField, _represent)
