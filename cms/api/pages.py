"""``pages/``: every page that the public can reach, of whatever type."""

from typing import Any

from django.http import Http404
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet as WagtailPagesAPIViewSet

from cms.api.base import RepresentedViewSet
from cms.api.filters import tolerant
from cms.pages.paths import find_page
from cms.pages.public import PublicSite, public_site


class PagesAPIViewSet(RepresentedViewSet, WagtailPagesAPIViewSet):
    """Pages. It knows no page type: each says itself, in its ``api_fields``, what it gives."""

    filter_backends = tolerant(WagtailPagesAPIViewSet.filter_backends)

    @property
    def public_site(self) -> PublicSite:
        """What the public can reach on the site that is asked for."""
        return self.reading.once(public_site)

    def get_base_queryset(self):  # type: ignore[no-untyped-def]
        return self.public_site.pages()

    def get_root_page(self) -> Any:
        if self.public_site.site is None:
            raise BadRequestError("there is no site at this address")
        return self.public_site.site.root_page

    def find_object(self, queryset: Any, request: Any) -> Any:
        if "html_path" in request.GET:
            page = find_page(self.public_site, request.GET["html_path"], request)
            if page is None or not queryset.filter(pk=page.pk).exists():
                raise Http404
            return page
        return super().find_object(queryset, request)
