"""Wagtail's own API v2, as a project has it that adds nothing."""

from typing import Any

from wagtail.api.v2.views import PagesAPIViewSet

from cms.representation.compile import RepresentedField


class StockPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's, without the fields that only ours can represent (``authors``, …)."""

    @classmethod
    def get_body_fields(cls, model: Any) -> list[Any]:
        fields = super().get_body_fields(model)
        return [field for field in fields if not isinstance(field, RepresentedField)]
