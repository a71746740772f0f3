"""Tasks that wait in the database."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Min, Value, When
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.tasks.attempts import wait_until
from cms.tasks.backlog import Backlog
from cms.tasks.waiting import State, Waiting

_STATES = {
    TaskResultStatus.FAILED: State.FAILED,
    TaskResultStatus.RUNNING: State.RUNNING,
    TaskResultStatus.READY: State.READY,
}


def overview(limit: int) -> Iterator[Waiting]:
    """Give the tasks that are not done, those that failed first; at most ``limit``."""
    order = Case(
        *(When(status=status, then=Value(place)) for place, status in enumerate(_STATES)),
        output_field=IntegerField(),
    )
    tasks = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
    for task in tasks.order_by(order, "-enqueued_at")[:limit]:
        yield Waiting(
            key=str(task.pk),
            name=task.task_name,
            state=_STATES[TaskResultStatus(task.status)],
            attempts=len(task.worker_ids),
            enqueued_at=task.enqueued_at,
            error=task.traceback.strip().rpartition("\n")[2],
        )


def backlog() -> Backlog:
    """Return how much waits."""
    ready = DBTaskResult.objects.ready().order_by()
    return Backlog(
        **ready.aggregate(waiting=Count("pk"), oldest=Min("enqueued_at")),
        failed=DBTaskResult.objects.failed().count(),
    )


def try_again(key: str) -> None:
    """Have a task that failed done once more; what is no more is passed over.

    Raises:
        ValueError: the key is none.
    """
    for task in DBTaskResult.objects.failed().filter(pk=UUID(key)):
        wait_until(task, timezone.now())
