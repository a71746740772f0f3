"""What the tests of comments share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from blog.models import BlogPage
from tests.factories import PostFactory


@pytest.fixture
def post(publication: Any) -> BlogPage:
    """A post that takes comments."""
    return PostFactory(parent=publication.indexes["he"], title="דלתות")


@pytest.fixture
def said(post: BlogPage) -> dict[str, Any]:
    """What a reader says of it."""
    return {"page": post.pk, "name": "Ruth", "email": "ruth@example.org", "text": "A blue door."}


@pytest.fixture
def send(client: Client, said: dict[str, Any]) -> Callable[..., Any]:
    """Send a comment to the API: ``send(text="…")`` gives the response."""

    def post(**changed: Any) -> Any:
        data = {**said, **changed}
        return client.post("/api/v2/comments/", data, content_type="application/json")

    return post
