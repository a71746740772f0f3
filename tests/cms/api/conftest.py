"""What the API's tests share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cms.api.story import Story, make_story
from tests.conftest import Publication


@pytest.fixture
def raw(client: Client) -> Callable[..., Any]:
    """Ask the API for an address as it is: ``raw("pages/?limit=x")`` gives the response."""
    # An error inside is a response with status 500, as it would be for a reader.
    client.raise_request_exception = False

    def get(address: str, **headers: str) -> Any:
        return client.get(f"/api/v2/{address}", headers=headers)

    return get


@pytest.fixture
def story(publication: Publication) -> Story:
    """A post in three languages, with every block; see :func:`make_story`."""
    return make_story(publication)
