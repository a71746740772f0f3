"""A post with every kind of text, half translated into Hebrew."""

import pytest

from blog.models import BlogPage
from tests.cms.translation.translating import send, write
from tests.factories import PhotoFactory, PostFactory, block, photo_block, set_body


@pytest.fixture
def post(publication) -> BlogPage:
    """An English post, sent for translation into Hebrew."""
    post = PostFactory(
        parent=publication.indexes["en"],
        title="Letters in a tin & other tins",
        slug="letters",
        intro='Rust, in \\1948.\nAnd "dust" < gold.',
    )
    set_body(
        post,
        block(
            "text",
            '<h2>The tin</h2><p>In <b>1948</b> they hid <a href="https://example.org/en/">all '
            "<i>three</i> letters</a>.<br/>Nobody knew &amp; asked.</p>",
        ),
        block(
            "quote",
            {
                "text": "<p>We wrote {count} letters.</p>",
                "attribution": "A neighbour",
                "source_title": "",
                "source_url": "",
                "note": "",
            },
        ),
        photo_block(PhotoFactory(), alt_text="A tin", caption="A tin in Fez"),
    )
    send(post)
    return post


@pytest.fixture
def translated(post) -> BlogPage:
    """The post, with two of its texts in Hebrew."""
    write(post, title="מכתבים בקופסה & אחרות", intro='חלודה, 1948.<br/>ו"אבק" &lt; זהב.')
    return post
