"""The report of tasks in the admin."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.tasks.after import after_commit
from tests.conftest import moderators
from tests.museum import tasks

pytestmark = pytest.mark.usefixtures("in_database")


@pytest.fixture
def failed(work) -> DBTaskResult:
    """A task that failed."""
    after_commit(tasks.fail, "no door in Fez")
    work()
    return DBTaskResult.objects.get()


def test_a_superuser_sees_what_went_wrong(admin_client: Client, failed: DBTaskResult):
    shown = admin_client.get(reverse("tasks")).content.decode()

    assert "ValueError: no door in Fez" in shown


def test_what_is_done_is_not_shown(admin_client: Client, tmp_path, work):
    after_commit(tasks.write, str(tmp_path / "file"))
    work()

    assert (
        "Nothing waits, and nothing failed." in admin_client.get(reverse("tasks")).content.decode()
    )


def test_a_failed_task_is_tried_again(admin_client: Client, failed: DBTaskResult):
    admin_client.post(reverse("tasks"), {"key": failed.pk})

    failed.refresh_from_db()
    assert failed.status == "READY"
    assert failed.run_after <= timezone.now()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_task_that_there_is_not_is_no_error(admin_client: Client, key: str):
    assert admin_client.post(reverse("tasks"), {"key": key}).status_code == 302


def test_others_do_not_see_it(client: Client, django_user_model, failed: DBTaskResult):
    user = django_user_model.objects.create_user("moderator")
    user.groups.add(moderators())
    client.force_login(user)

    refused = client.get(reverse("tasks"), follow=True)

    assert b"no door in Fez" not in refused.content
    assert client.post(reverse("tasks"), {"key": failed.pk}).status_code == 302
    failed.refresh_from_db()
    assert failed.status == "FAILED"
