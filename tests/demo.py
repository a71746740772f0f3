"""The demo publication in tests."""

from functools import cache
from typing import Any
from unittest.mock import patch

from django.test import Client

from blog.demo import loader, shared
from cms.pages.models import BasePage

_draw = cache(shared.draw)


def quick_load() -> None:
    """Load the demo with small pictures, each drawn once for all tests."""
    with patch.object(shared, "draw", _draw):
        loader.load(picture_size=(48, 32))


def all_documents(client: Client) -> list[dict[str, Any]]:
    """Every public page as the API gives it, with all of its fields, a type after the other."""
    return [
        document
        for model in BasePage.__subclasses__()
        for document in client.get(
            "/api/v2/pages/",
            {"type": model._meta.label, "fields": "*", "limit": "100", "order": "slug"},
        ).json()["items"]
    ]
