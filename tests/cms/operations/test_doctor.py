"""The command that tries every engine."""

import socket
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cms.operations.doctor import Finding, examine
from cms.tasks.attempts import say_alive
from tests.processes import manage

pytestmark = pytest.mark.django_db


def found(variable: str) -> Finding:
    """What is found of one engine."""
    return next(finding for finding in examine() if finding.variable == variable)


def test_where_all_is_well_each_engine_says_so():
    output = StringIO()

    call_command("doctor", stdout=output, no_color=True)

    lines = output.getvalue().splitlines()
    assert len(lines) == 6
    assert all(line.startswith("well ") for line in lines)


def test_nothing_of_the_trial_stays(settings):
    examine()

    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_written_to_is_said(settings, tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("no folder")
    settings.MEDIA_ROOT = file

    assert not found("STORAGE_URL").is_well


def test_a_mail_server_that_is_not_there_is_said(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    finding = found("EMAIL_URL")

    assert not finding.is_well
    assert "refused" in finding.sentence


def test_a_mail_server_that_takes_connections_and_says_nothing_is_said(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert settings.EMAIL_TIMEOUT
    settings.EMAIL_TIMEOUT = 0.2
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()

        assert "timed out" in found("EMAIL_URL").sentence


def test_tasks_that_nobody_does_are_said(settings):
    settings.TASKS_PLACE = "database"

    assert found("TASKS") == Finding(
        "TASKS", False, "No worker lives: run python manage.py db_worker."
    )


def test_a_worker_that_lives_is_seen(settings):
    settings.TASKS_PLACE = "database"
    say_alive("worker")

    assert found("TASKS").is_well


def test_an_engine_that_does_not_work_leaves_the_others_to_be_tried(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert [finding.is_well for finding in examine()].count(False) == 1


def test_a_database_that_is_not_there_is_one_sentence_without_its_password():
    done = manage(
        "doctor",
        DEBUG="true",
        DATABASE_URL="postgres://somebody:hunter2@127.0.0.1:1/nothing",
    )

    assert done.returncode == 1
    assert "wrong  DATABASE_URL" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_says_what_to_run(tmp_path: Path):
    done = manage("doctor", DEBUG="true", VAR_DIR=str(tmp_path))

    assert done.returncode == 1
    assert "Tables are missing: run python manage.py migrate." in done.stdout


def test_a_command_without_a_database_says_so_in_a_sentence(tmp_path):
    address = "postgres://somebody:a-secret@127.0.0.1:1/x"
    done = manage("migrate", DEBUG="true", VAR_DIR=str(tmp_path), DATABASE_URL=address)

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: It does not answer: connection failed")
    assert len(done.stderr.splitlines()) == 1
    assert "a-secret" not in done.stderr
