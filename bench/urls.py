"""Mosaic's addresses, with Wagtail's own API v2 at ``/stock/``, and a bare view at ``/bare/``."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter

from bench.bare import view
from bench.stock import StockPagesAPIViewSet
from cms.urls import urlpatterns as mosaic

stock = WagtailAPIRouter("stock")
stock.register_endpoint("pages", StockPagesAPIViewSet)

urlpatterns = [
    path("bare/<path:address>", view),
    path("stock/", stock.urls),
    *mosaic,
]
