"""What the tests of pages share."""

from typing import Any

import pytest

from tests.cms.api.story import Story, make_story
from tests.conftest import Publication


@pytest.fixture
def story(publication: Publication) -> Story:
    """A post in three languages, with every block; see :func:`make_story`."""
    return make_story(publication)


@pytest.fixture
def head(api: Any) -> Any:
    """The head of a page as the API gives it: ``head(page)``."""
    return lambda page: api(f"pages/{page.pk}/")["meta"]["head"]
