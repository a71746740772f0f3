"""Mosaic's addresses, with Wagtail's own API v2 beside ours at ``/stock/``."""

from typing import Any

from django.urls import path
from rest_framework.authentication import SessionAuthentication
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.representation.compile import RepresentedField
from cms.urls import urlpatterns as mosaic


class StockPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's, without the fields that only ours can represent (``authors``, …).

    It knows who asks, as it does where a project does not set REST_FRAMEWORK.
    """

    authentication_classes = [SessionAuthentication]

    @classmethod
    def get_body_fields(cls, model: Any) -> list[Any]:
        fields = super().get_body_fields(model)
        return [field for field in fields if not isinstance(field, RepresentedField)]


stock = WagtailAPIRouter("stock")
stock.register_endpoint("pages", StockPagesAPIViewSet)
stock.register_endpoint("images", ImagesAPIViewSet)
stock.register_endpoint("documents", DocumentsAPIViewSet)
stock.register_endpoint("redirects", RedirectsAPIViewSet)

urlpatterns = [path("stock/", stock.urls), *mosaic]
