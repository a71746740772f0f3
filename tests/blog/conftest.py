"""What the tests of the blog share."""

import pytest

from tests.cms.api.story import Story, make_story
from tests.conftest import Publication


@pytest.fixture
def story(publication: Publication) -> Story:
    """A post in three languages, with every block; see :func:`make_story`."""
    return make_story(publication)
