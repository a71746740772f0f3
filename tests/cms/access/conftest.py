from typing import Any

import pytest

from tests.conftest import moderators

PASSWORD = "a-blue-door-in-fez"


@pytest.fixture
def editor(publication, django_user_model) -> Any:
    user = django_user_model.objects.create_user("editor", "editor@example.org", PASSWORD)
    user.groups.add(moderators())
    return user
