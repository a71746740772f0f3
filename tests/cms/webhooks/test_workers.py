"""Who sends: one process at a time, and another when that one is killed."""

import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.webhooks.models import Endpoint, State
from cms.webhooks.sending import LEASE
from cms.webhooks.tasks import send_webhooks
from tests.cms.delivery.served.process import environment
from tests.cms.webhooks.conftest import keys
from tests.cms.webhooks.deliveries import make_due, only, send, waiting
from tests.processes import BASE_DIR

pytestmark = pytest.mark.django_db


def test_what_another_process_sends_is_left_to_it(endpoint, server):
    waiting(endpoint)
    until = timezone.now() + LEASE
    Endpoint.objects.update(lease="another", leased_until=until)

    assert send() == until
    assert server.asked == []


def test_what_a_process_left_that_died_is_sent_by_another(endpoint, server):
    waiting(endpoint)
    Endpoint.objects.update(lease="dead", leased_until=timezone.now())
    send()

    assert only().state == State.DONE


def test_who_lost_their_turn_sends_nothing_more(endpoint, server):
    for page_id in (1, 2):
        waiting(endpoint, page_id)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "cms.webhooks.sending.attempt",
            lambda endpoint, delivery, patience: (
                Endpoint.objects.update(lease="another", leased_until=timezone.now() + LEASE) == 1
            ),
        )
        send()

    assert server.asked == []
    assert Endpoint.objects.get().lease == "another"


@pytest.fixture
def in_database(settings):
    """Tasks wait in the database."""
    settings.TASKS_PLACE = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_worker_is_left_one_task_for_what_is_due_later(endpoint, server, in_database):
    server.status = 400
    waiting(endpoint)
    send_webhooks.func()
    send_webhooks.func()

    task = DBTaskResult.objects.get()
    assert abs(task.run_after - only().due_at) < timedelta(seconds=2)

    make_due()
    DBTaskResult.objects.all().delete()
    send_webhooks.func()
    assert DBTaskResult.objects.count() == 1


def test_the_task_of_a_change_is_written_with_the_change(endpoint, publication, in_database):
    DBTaskResult.objects.all().delete()
    publication.indexes["en"].save()

    paths = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "cms.webhooks.tasks.send_webhooks" in paths


def database_address() -> str:
    """The address of the test's own database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    at = f"{database['HOST']}:{database['PORT']}"
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{at}/{database['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_what_a_process_was_sending_when_it_was_killed_is_sent_again(endpoint, server):
    delivery = waiting(endpoint)
    ended = threading.Event()
    server.reply = lambda path, body: ended.wait(60) and None
    process = subprocess.Popen(
        [sys.executable, "manage.py", "send_webhooks"],
        cwd=BASE_DIR,
        env=environment(
            {
                "DATABASE_URL": database_address(),
                "WEBHOOKS_NETWORKS": "127.0.0.0/8",
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            }
        ),
    )
    patience = time.monotonic() + 60
    while not server.asked and time.monotonic() < patience:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    ended.set()
    server.reply = None
    assert only().state == State.PENDING

    Endpoint.objects.update(leased_until=timezone.now())
    call_command("send_webhooks", verbosity=0)

    assert keys(server) == [delivery.key] * 2
    assert only().state == State.DONE
