"""What the tests of the blog share."""

from tests.cms.api.conftest import story  # noqa: F401  a fixture
