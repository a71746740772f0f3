"""The demo publication in tests: with small pictures, which are drawn in no time."""

from functools import partial
from typing import Any

from django.test import Client

from blog.demo import loader
from cms.pages.models import BasePage

quick_load = partial(loader.load, picture_size=(48, 32))


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
