"""What tests of translations share."""

from collections.abc import Callable
from typing import Any

import pytest

from blog.models import BlogPage


@pytest.fixture
def publish(django_capture_on_commit_callbacks) -> Callable[..., None]:
    """Publish the source with other texts, and bring them to its translators."""

    def publish_source(page: BlogPage, **fields: Any) -> None:
        if "body" in fields:
            fields["body"] = BlogPage.body.field.to_python(fields["body"])
        for name, value in fields.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish_source
