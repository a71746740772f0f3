"""The command that tries every engine."""

import json
import re
import socket
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cms.operations.doctor import Finding, examine
from cms.search.tasks import index_objects
from cms.tasks.attempts import say_alive
from tests.processes import BASE_DIR, manage
from tests.server import Server, serving

pytestmark = pytest.mark.django_db


def found(variable: str) -> Finding:
    """What is found of one engine."""
    return next(finding for finding in examine() if finding.variable == variable)


def test_where_all_is_well_each_engine_says_so():
    output = StringIO()

    call_command("doctor", stdout=output, no_color=True)

    lines = output.getvalue().splitlines()
    assert len(lines) == 8
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


def test_tasks_that_were_left_in_the_database_are_said(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    index_objects.enqueue("wagtailcore.Page", [])
    settings.TASKS_PLACE = "immediate"

    finding = found("TASKS")

    assert not finding.is_well
    assert finding.sentence.startswith("1 tasks wait in the database from before")


def test_tasks_that_nobody_does_are_said(settings):
    settings.TASKS_PLACE = "database"

    assert found("TASKS") == Finding(
        "TASKS", False, "No worker lives: run python manage.py db_worker."
    )


def test_a_worker_that_lives_is_seen(settings):
    settings.TASKS_PLACE = "database"
    say_alive("worker")

    assert found("TASKS").is_well


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def translator(server, settings) -> Server:
    """A LibreTranslate server, which Mosaic asks."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translation.machines.LibreTranslate",
        "OPTIONS": {"LIBRETRANSLATE_URL": server.address, "API_KEY": "hunter2"},
    }
    server.reply = lambda path, body: {"translatedText": ["Porte"]}
    return server


def test_a_translator_that_translates_is_well(translator):
    assert found("TRANSLATOR_URL") == Finding("TRANSLATOR_URL", True, "LibreTranslate translates.")
    assert [json.loads(body)["target"] for *_, body in translator.asked] == ["fr", "he"]


def test_a_translator_that_takes_no_such_key_is_said(translator):
    translator.status = 403

    finding = found("TRANSLATOR_URL")

    assert not finding.is_well
    assert finding.sentence.startswith("LibreTranslate refused (status 403).")
    assert "hunter2" not in finding.sentence


def test_a_translator_that_is_not_there_is_said(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translation.machines.LibreTranslate",
        "OPTIONS": {"LIBRETRANSLATE_URL": "http://127.0.0.1:1", "API_KEY": ""},
    }

    assert "LibreTranslate cannot be reached." in found("TRANSLATOR_URL").sentence


def test_a_translator_that_lacks_a_language_is_said(translator):
    def reply(path: str, body: str) -> Any:
        return {"translatedText": ["Porte" if json.loads(body)["target"] == "fr" else ""]}

    translator.reply = reply

    assert found("TRANSLATOR_URL").sentence == "It gives no translation to he."


@pytest.fixture
def cdn(server, settings) -> Server:
    """A CDN that is told of changes."""
    settings.WAGTAILFRONTENDCACHE = {
        "cdn": {"BACKEND": "cms.delivery.cdn.VarnishBackend", "LOCATION": server.address}
    }
    return server


def test_a_cdn_that_takes_what_it_is_told_loses_nothing_by_being_asked(cdn):
    assert found("CDN_URL") == Finding("CDN_URL", True, "It takes what it is told.")

    [(method, _path, headers, _body)] = cdn.asked
    assert method == "PURGE"
    assert headers["xkey-purge"].startswith("doctor-")


def test_cloudfront_is_asked_for_a_path_that_is_not_there(server, settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    settings.WAGTAILFRONTENDCACHE = {
        "cdn": {
            "BACKEND": "cms.delivery.cdn.CloudfrontBackend",
            "DISTRIBUTION": "E2X",
            "API": server.address,
        }
    }
    server.status = 201

    assert found("CDN_URL").is_well
    assert re.findall("<Path>(.*?)-", server.asked[0][3]) == ["/doctor"]


def test_a_cdn_that_refuses_is_said(cdn):
    cdn.status = 403

    finding = found("CDN_URL")

    assert not finding.is_well
    assert finding.sentence.startswith("It refuses: 403")


def test_every_engine_of_the_documentation_is_tried():
    text = (BASE_DIR / "docs/settings.md").read_text(encoding="utf-8")
    engines = text.partition("**Engines**, ")[2].partition("**Readers**")[0]
    variables = set(re.findall(r"^\| `(\w+)`", engines, re.MULTILINE))

    assert variables - {finding.variable for finding in examine()} == {"EMAIL_FROM"}


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
