"""What a worker logs while it does a task has the task's id.

That the task waits was logged with it, too, in the request that it comes from.
"""

from typing import Any

from django.dispatch import receiver
from django_tasks.signals import task_finished, task_started
from structlog.contextvars import bind_contextvars, unbind_contextvars


@receiver(task_started)
def name_task(task_result: Any, **kwargs: Any) -> None:
    bind_contextvars(task_id=str(task_result.id))


@receiver(task_finished)
def forget_task(**kwargs: Any) -> None:
    unbind_contextvars("task_id")
