"""The worker of django-tasks-db, which also says that it lives, and revives what failed."""

import logging
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import Error, close_old_connections, connections
from django_tasks_db.management.commands import db_worker

from cms.tasks.attempts import revive, say_alive

#: Every how many seconds a worker says that it lives.
BEAT = 10

log = logging.getLogger("django_tasks_db")


class Command(db_worker.Command):
    help = "Do the tasks that wait in the database (TASKS=database)"

    def handle(self, *, worker_id: str, batch: bool, **options: Any) -> None:
        """Work until told to stop; with ``--batch``, until nothing waits.

        Raises:
            CommandError: where tasks do not wait in the database.
        """
        if settings.TASKS_PLACE != "database":
            raise CommandError("No task waits in the database: TASKS is not set to database.")
        ended = threading.Event()
        say_alive(worker_id)
        revive()
        beat = threading.Thread(target=_beat, args=(worker_id, ended), daemon=True)
        beat.start()
        try:
            super().handle(worker_id=worker_id, batch=batch, **options)
        finally:
            ended.set()
            beat.join()


def _beat(worker_id: str, ended: threading.Event) -> None:
    """Say that a worker lives until it ends. It does so while it works, in a thread of its own."""
    while not ended.wait(BEAT):
        try:
            close_old_connections()
            say_alive(worker_id)
            revive()
        except Error:
            log.warning("The worker could not say that it lives.", exc_info=True)
    connections.close_all()
