"""Tasks in the database that did not succeed: when each is tried again, and when no more."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.tasks.models import Worker

#: How many seconds a task waits before its second, third, … attempt; after the last it has failed.
DELAYS = (10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 15 * 3600)

#: For how long a worker may say nothing before it counts as dead.
SILENCE = timedelta(seconds=60)


class WorkerDiedError(Exception):
    """What a task failed by whose worker was no more."""


def say_alive(worker: str) -> None:
    """Note that a worker lives."""
    Worker.objects.update_or_create(name=worker, defaults={"seen_at": timezone.now()})


def living_workers() -> "QuerySet[Worker]":
    """Return the workers that said so lately."""
    return Worker.objects.filter(seen_at__gt=timezone.now() - SILENCE)


def next_attempt(attempts: int, since: datetime) -> datetime | None:
    """Return when a task is tried again that failed for the last time at ``since``.

    Args:
        attempts: how often it was tried.

    Returns:
        The time; None where it was tried often enough.
    """
    if attempts > len(DELAYS):
        return None
    return since + timedelta(seconds=DELAYS[max(attempts - 1, 0)])


def revive() -> int:
    """Let what failed, and what workers left undone when they died, be tried again.

    Returns:
        How many tasks wait again.
    """
    alive = set(living_workers().values_list("name", flat=True))
    Worker.objects.exclude(name__in=alive).delete()
    again = 0
    with transaction.atomic():
        for task in DBTaskResult.objects.running().select_for_update(skip_locked=True):
            if task.worker_ids[-1:] and task.worker_ids[-1] not in alive:
                task.set_failed(WorkerDiedError("The worker died."))
        for task in DBTaskResult.objects.failed().select_for_update(skip_locked=True):
            at = next_attempt(len(task.worker_ids), task.finished_at or timezone.now())
            if at is not None:
                wait_until(task, at)
                again += 1
    return again


def wait_until(task: "DBTaskResult[Any, Any]", at: datetime) -> None:
    """Let a task wait again, until ``at``."""
    task.status = TaskResultStatus.READY
    task.run_after = at
    task.save(update_fields=["status", "run_after"])
