"""The demo publication in tests."""

from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from PIL import Image

from blog.demo import loader, shared
from cms.pages.models import BasePage

SMALL = (48, 32)


def load_without_drawing() -> None:
    """Load the demo with pictures in one colour, for tests of what is done with it."""
    with patch.object(shared, "draw", lambda key, size: Image.new("RGB", size, "teal")):
        loader.load(picture_size=SMALL)


def check_now() -> None:
    """Check what PostgreSQL checks when a transaction ends, in one that many tests are inside of.

    It would be checked after each of them, and again after the next.
    """
    connection.check_constraints()


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
