"""Tasks that wait in Redis."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import django_rq
import rq
from django.core.management import CommandError
from django.db import transaction
from django_rq.queues import DjangoRQ
from redis.exceptions import RedisError
from rq import Retry
from rq.job import Job, JobStatus
from rq.registry import FailedJobRegistry, ScheduledJobRegistry, StartedJobRegistry
from rq.utils import now

from cms.operations.errors import in_short
from cms.tasks.attempts import DELAYS
from cms.tasks.backlog import Backlog
from cms.tasks.waiting import State, Waiting

logger = logging.getLogger(__name__)

#: How often workers look for what was left undone, at least.
_LOOK_EVERY = timedelta(seconds=60)

_STATES = {
    JobStatus.QUEUED: State.READY,
    JobStatus.DEFERRED: State.READY,
    JobStatus.SCHEDULED: State.READY,
    JobStatus.STARTED: State.RUNNING,
}


class RetryingQueue(DjangoRQ):
    """Tries what failed, or was left undone by a worker that died, as often as the database does.

    A task is only seen by workers when the transaction that it belongs to is committed. Where the
    server is not there then, nothing would ever do it: it is done at once, while whoever caused it
    waits.
    """

    def create_job(self, *args: Any, **kwargs: Any) -> Any:
        retry = Retry(max=len(DELAYS), interval=list(DELAYS))
        return super().create_job(*args, **{"retry": retry, **kwargs})

    def enqueue_job(
        self, job: Job, pipeline: Any = None, at_front: bool = False, unique: bool = False
    ) -> Job:
        if pipeline is not None:
            return super().enqueue_job(job, pipeline, at_front, unique)
        put = partial(super().enqueue_job, job, at_front=at_front, unique=unique)

        def enqueue() -> None:
            try:
                put()
            except RedisError as error:
                logger.error("TASKS: %s %s is done at once.", in_short(error), job.func_name)
                job.func.call(*job.args, **job.kwargs)

        # What goes wrong with the task does not go wrong with what it follows.
        transaction.on_commit(enqueue, robust=True)
        return job


class Worker(rq.Worker):
    """A worker that looks each minute for what others left undone when they died.

    RQ's own does so every ten minutes, and after as long as it waits for a task, which is seven.
    """

    dequeue_timeout = 30

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin; a server that does not answer ends RQ's command, which names no setting."""
        try:
            super().__init__(*args, **kwargs)
        except RedisError as error:
            raise CommandError(f"TASKS: {in_short(error)}") from error

    @property
    def should_run_maintenance_tasks(self) -> bool:
        return self.last_cleaned_at is None or self.last_cleaned_at < now() - _LOOK_EVERY


def overview(limit: int) -> Iterator[Waiting]:
    """Give the tasks that are not done, those that failed first; at most ``limit``."""
    queue = django_rq.get_queue()
    registries = (FailedJobRegistry, StartedJobRegistry, ScheduledJobRegistry)
    keys = [key for registry in registries for key in registry(queue=queue).get_job_ids()]
    keys += queue.get_job_ids(0, limit)
    for job in Job.fetch_many(keys[:limit], connection=queue.connection):
        if job is not None:
            yield _waiting(job)


def backlog() -> Backlog:
    """Return how much waits."""
    queue = django_rq.get_queue()
    first: Job | None = next(iter(queue.get_jobs(0, 1)), None)
    since = first.enqueued_at if first else None
    return Backlog(queue.count, queue.failed_job_registry.count, since)


def try_again(key: str) -> None:
    """Have a task that failed done once more; what is no more is passed over."""
    registry = FailedJobRegistry(queue=django_rq.get_queue())
    if key in registry:
        registry.requeue(key)


def _waiting(job: Any) -> Waiting:
    last = job.latest_result()
    return Waiting(
        key=job.id,
        name=job.func_name.rpartition(".")[2],
        state=_STATES.get(job.get_status(), State.FAILED),
        attempts=job.number_of_retries or 0,
        enqueued_at=job.enqueued_at or job.created_at,
        error=(last.exc_string or "").strip().rpartition("\n")[2] if last else "",
    )
