"""Tasks that wait in the database."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.tasks.after import after_commit
from cms.tasks.attempts import DELAYS, SILENCE, next_attempt, revive, say_alive
from cms.tasks.models import Worker
from tests.museum import tasks

pytestmark = pytest.mark.usefixtures("in_database")


def test_a_task_waits_until_a_worker_does_it(tmp_path: Path, work):
    after_commit(tasks.write, str(tmp_path / "file"))
    assert not (tmp_path / "file").exists()

    work()

    assert (tmp_path / "file").read_text() == "done\n"


def test_a_task_is_gone_with_the_change_that_caused_it():
    with transaction.atomic():
        after_commit(tasks.fail, "never")
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()


def test_a_task_that_fails_waits_for_its_second_attempt(work):
    after_commit(tasks.fail, "no door")
    work()

    before = timezone.now()
    assert revive() == 1

    [task] = DBTaskResult.objects.all()
    assert task.status == "READY"
    assert before < task.run_after <= task.finished_at + timedelta(seconds=DELAYS[0])
    assert "ValueError: no door" in task.traceback


def test_each_attempt_waits_longer_and_after_the_last_a_task_has_failed():
    now = timezone.now()

    waits = [next_attempt(attempts, now) for attempts in range(1, len(DELAYS) + 2)]

    assert waits[:-1] == sorted(now + timedelta(seconds=delay) for delay in DELAYS)
    assert waits[-1] is None


def test_what_failed_for_the_last_time_is_not_tried_again(work):
    after_commit(tasks.fail, "no door")
    work()
    DBTaskResult.objects.update(worker_ids=["worker"] * (len(DELAYS) + 1))

    assert revive() == 0
    assert DBTaskResult.objects.get().status == "FAILED"


def test_what_a_dead_worker_left_undone_is_done_by_another(tmp_path: Path, work):
    after_commit(tasks.write, str(tmp_path / "file"))
    say_alive("worker")
    DBTaskResult.objects.get().claim("worker")
    Worker.objects.update(seen_at=timezone.now() - SILENCE - timedelta(seconds=1))

    assert revive() == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    work()

    assert (tmp_path / "file").read_text() == "done\n"
    assert len(DBTaskResult.objects.get().worker_ids) == 2


def test_what_a_worker_does_that_lives_is_left_to_it(tmp_path: Path):
    after_commit(tasks.write, str(tmp_path / "file"))
    say_alive("worker")
    DBTaskResult.objects.get().claim("worker")

    assert revive() == 0
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_a_worker_of_the_database_refuses_where_no_task_waits_there(settings, work):
    settings.TASKS_PLACE = "immediate"

    with pytest.raises(CommandError, match="TASKS is not set to database"):
        work()
