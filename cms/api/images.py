"""``images/``: the photos in public collections."""

from wagtail.images.api.v2.views import ImagesAPIViewSet as WagtailImagesAPIViewSet

from cms.api.base import RepresentedViewSet
from cms.api.filters import tolerant
from cms.api.parameters import LOCALE_OF_TEXTS
from cms.collections import in_public_collections


class ImagesAPIViewSet(RepresentedViewSet, WagtailImagesAPIViewSet):
    """Photos with their files; ``?locale=`` chooses the language of their texts."""

    noun = "images"
    filter_backends = tolerant(WagtailImagesAPIViewSet.filter_backends)
    known_query_parameters = RepresentedViewSet.known_query_parameters | {"locale"}
    own_parameters = own_detail_parameters = (LOCALE_OF_TEXTS,)

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return in_public_collections(self.model.objects.order_by("id"))
