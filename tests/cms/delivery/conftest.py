"""What the tests of delivery share: a server that plays a CDN."""

import pytest

from tests.server import serving


@pytest.fixture
def server():
    with serving() as server:
        yield server
