"""What the tests of pages share."""

from tests.cms.api.conftest import story  # noqa: F401  a fixture
