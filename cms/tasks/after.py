"""Enqueueing what is to be done once a change is in the database."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks_db.backend import DatabaseBackend


def after_commit(task: Any, *arguments: Any) -> None:
    """Have a task done when the open transaction is committed; without one, now.

    Where tasks wait in the database, it is written in the same transaction: either both are
    there or neither is, whenever the process dies.

    Args:
        task: a function with the ``task`` decorator.
        arguments: what it takes; values that JSON has.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*arguments)
    else:
        transaction.on_commit(partial(task.enqueue, *arguments))
