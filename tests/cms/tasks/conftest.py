"""What tests of tasks share."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker


@pytest.fixture
def in_database(db, settings) -> None:
    """Tasks wait in the database."""
    settings.TASKS_PLACE = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def work(in_database, monkeypatch) -> Callable[[], None]:
    """Do what waits, as a worker does that ends when nothing waits."""
    # The test's transaction would end with its connection.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def do() -> None:
        call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)

    return do
