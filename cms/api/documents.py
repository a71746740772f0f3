"""``documents/``: the documents in public collections."""

from wagtail.documents.api.v2.views import DocumentsAPIViewSet as WagtailDocumentsAPIViewSet

from cms.api.base import RepresentedViewSet
from cms.api.filters import tolerant
from cms.collections import in_public_collections


class DocumentsAPIViewSet(RepresentedViewSet, WagtailDocumentsAPIViewSet):
    """Documents with the address to download them."""

    noun = "documents"
    filter_backends = tolerant(WagtailDocumentsAPIViewSet.filter_backends)

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return in_public_collections(self.model.objects.order_by("id"))
