"""Tasks that wait in Redis."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import django_rq
import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_rq import Job
from rq import SimpleWorker
from rq.job import JobStatus
from rq.registry import ScheduledJobRegistry
from rq.utils import now

from bench.server import free_port
from cms.operations.doctor import UnwellError, look_at_tasks
from cms.tasks.after import after_commit
from cms.tasks.attempts import DELAYS
from cms.tasks.redis_queue import Worker
from tests.factories import StandardPageFactory
from tests.museum import tasks
from tests.redis import new_redis

#: As the settings have it.
RQ = {
    "QUEUE_CLASS": "cms.tasks.redis_queue.RetryingQueue",
    "WORKER_CLASS": "cms.tasks.redis_queue.Worker",
    "JOB_CLASS": "django_tasks_rq.Job",
}


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    """The address of a server of this module's own."""
    with new_redis() as server:
        yield server.address


@pytest.fixture(autouse=True)
def _in_redis(db: None, redis: str) -> Iterator[None]:
    with override_settings(
        TASKS_PLACE="redis",
        TASKS={"default": {"BACKEND": "django_tasks_rq.RQBackend"}},
        RQ_QUEUES={"default": {"URL": redis}},
        RQ=RQ,
    ):
        yield
        django_rq.get_connection().flushall()


@pytest.fixture
def enqueue(django_capture_on_commit_callbacks) -> Any:
    """Enqueue a task in a transaction that is committed."""

    def do(task: Any, *arguments: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            after_commit(task, *arguments)

    return do


def work() -> None:
    """Do what waits, as a worker does."""
    queue = django_rq.get_queue(job_class=Job)
    SimpleWorker([queue], connection=queue.connection, job_class=Job).work(burst=True)


def test_a_task_waits_until_a_worker_does_it(enqueue, tmp_path: Path):
    enqueue(tasks.write, str(tmp_path / "file"))
    assert not (tmp_path / "file").exists()

    work()

    assert (tmp_path / "file").read_text() == "done\n"


def test_no_worker_sees_a_task_before_its_change(tmp_path: Path):
    with transaction.atomic():
        tasks.write.enqueue(str(tmp_path / "file"))
        work()

    assert not (tmp_path / "file").exists()


@pytest.fixture(params=["not there", "hangs"])
def away(request) -> Iterator[None]:
    """The server of tasks is not there, or takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1] if request.param == "hangs" else free_port()
        address = f"redis://127.0.0.1:{port}/0?socket_timeout=0.2"
        with override_settings(RQ_QUEUES={"default": {"URL": address}}):
            yield
    # What empties the server afterwards asks the one that there is.


def test_without_a_server_a_task_is_done_at_once(away, enqueue, tmp_path: Path):
    enqueue(tasks.write, str(tmp_path / "file"))

    assert (tmp_path / "file").read_text() == "done\n"


def test_without_a_server_what_a_task_follows_succeeds_also_where_the_task_fails(
    away, enqueue, caplog
):
    enqueue(tasks.fail, "no door in Fez")

    assert "no door in Fez" in caplog.text


def test_without_a_server_a_page_is_published_in_the_admin_and_found(
    away, publication, admin_client, api, django_capture_on_commit_callbacks
):
    page = StandardPageFactory(parent=publication.homes["en"], title="Zellige", live=False)
    page.save_revision()

    with django_capture_on_commit_callbacks(execute=True):
        done = admin_client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {"title": "Zellige", "slug": page.slug, "body-count": "0", "action-publish": "1"},
        )

    assert done.status_code == 302
    assert api("search/", q="zellige", locale="en")["meta"]["total_count"] == 1


def test_without_a_server_the_report_says_so(away, admin_client: Client):
    shown = admin_client.get(reverse("tasks"))

    assert "TASKS: It does not answer: " in shown.content.decode()


def test_without_a_server_nothing_can_be_tried_again(away, admin_client: Client):
    told = admin_client.post(reverse("tasks"), {"key": "x"}, follow=True)

    assert "TASKS: It does not answer: " in told.content.decode()


def test_what_a_dead_worker_left_undone_is_planned_again(enqueue, tmp_path: Path):
    enqueue(tasks.write, str(tmp_path / "file"))
    queue = django_rq.get_queue(job_class=Job)
    [key] = queue.get_job_ids()
    queue.remove(key)
    queue.fetch_job(key).set_status(JobStatus.STARTED)
    # Since when the worker that had it says nothing more: a second of 1970.
    queue.connection.zadd(queue.started_job_registry.key, {f"{key}:execution": 1})

    Worker([queue], connection=queue.connection, job_class=Job).work(burst=True)

    assert key in queue.scheduled_job_registry


def test_workers_look_each_minute_for_what_was_left_undone():
    worker = django_rq.get_worker()

    assert isinstance(worker, Worker)
    worker.last_cleaned_at = now() - timedelta(seconds=61)
    assert worker.should_run_maintenance_tasks
    assert worker.dequeue_timeout < 60


def test_a_task_that_fails_is_planned_again(enqueue):
    enqueue(tasks.fail, "no door")
    work()

    registry = ScheduledJobRegistry(queue=django_rq.get_queue())
    [key] = registry.get_job_ids()
    soon = timezone.now() + timedelta(seconds=DELAYS[0])
    assert abs(registry.get_scheduled_time(key) - soon) < timedelta(seconds=DELAYS[0])


@pytest.fixture
def failed(enqueue) -> Any:
    """A task that failed for the last time."""
    enqueue(tasks.fail, "no door in Fez")
    [job] = django_rq.get_queue(job_class=Job).jobs
    job.retries_left = 0
    job.save()
    work()
    return job


def test_the_report_says_what_went_wrong(failed, admin_client: Client):
    assert "no door in Fez" in admin_client.get(reverse("tasks")).content.decode()


def test_what_failed_for_the_last_time_can_be_tried_again(failed, admin_client: Client):
    assert django_rq.get_queue().job_ids == []

    admin_client.post(reverse("tasks"), {"key": failed.id})

    assert django_rq.get_queue().job_ids == [failed.id]


@pytest.fixture
def living() -> Iterator[Any]:
    """A worker that lives, and its connection."""
    queue = django_rq.get_queue()
    worker = SimpleWorker([queue], connection=queue.connection)
    worker.register_birth()
    yield queue.connection
    worker.register_death()


def test_the_doctor_sees_a_worker_that_lives(living):
    assert look_at_tasks() == "Workers live; 0 tasks wait, 0 failed."


def test_the_doctor_says_that_a_server_would_throw_tasks_away(living):
    living.config_set("maxmemory-policy", "allkeys-lru")
    try:
        with pytest.raises(UnwellError, match="set its maxmemory-policy to noeviction; it is allk"):
            look_at_tasks()
    finally:
        living.config_set("maxmemory-policy", "noeviction")


def test_a_server_that_does_not_say_what_it_does_is_no_trouble_but_said(living):
    living.execute_command("ACL", "SETUSER", "default", "-info", "-config")
    try:
        said = look_at_tasks()
    finally:
        living.execute_command("ACL", "SETUSER", "default", "+@all")

    assert said.endswith("does not say its maxmemory-policy, which has to be noeviction.")
