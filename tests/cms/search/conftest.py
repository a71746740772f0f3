"""What the tests of search share."""

import pytest

from tests.factories import (
    PostFactory,
    block,
    set_body,
)


@pytest.fixture
def write(publication):
    """Write a post: ``write("A title", "he", "<p>its text</p>")``."""

    def write(title, code="en", text="", **fields):
        post = PostFactory(parent=publication.indexes[code], title=title, **fields)
        if text:
            set_body(post, block("text", text))
        return post

    return write
