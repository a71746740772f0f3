"""``redirects/``: addresses that lead elsewhere."""

from wagtail.contrib.redirects.api import RedirectsAPIViewSet as WagtailRedirectsAPIViewSet

from cms.api.base import RepresentedViewSet
from cms.api.filters import tolerant


class RedirectsAPIViewSet(RepresentedViewSet, WagtailRedirectsAPIViewSet):
    """Redirects with where they lead."""

    filter_backends = tolerant(WagtailRedirectsAPIViewSet.filter_backends)
