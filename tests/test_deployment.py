"""The guide to deployment and what it installs, held against the code."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import requests
from django.core.management import get_commands

from bench.server import free_port
from tests.processes import BASE_DIR, VARIABLES, manage
from torture.processes import Server

DEPLOY = BASE_DIR / "deploy"
GUIDE = (BASE_DIR / "docs" / "deployment.md").read_text(encoding="utf-8")
UNITS = sorted(DEPLOY.glob("*.service"))

#: The settings that the guide writes.
SETTINGS = dict(
    line.split("=", 1) for line in re.search(r"<<END\n(.*?)\nEND", GUIDE, re.DOTALL)[1].splitlines()
)


def test_every_command_of_the_guide_is_there():
    commands = set(re.findall(r"manage\.py (\w+)", GUIDE))

    assert {"migrate", "createsuperuser", "doctor"} <= commands <= set(get_commands())


def test_every_service_that_the_guide_starts_is_installed_and_runs_a_command():
    started = set(re.search(r"enable --now (.*)", GUIDE)[1].split())
    commands = {name.partition("@")[2] for name in started if "@" in name}

    assert {f"{re.sub('@.*', '@', name)}.service" for name in started} == {
        unit.name for unit in UNITS
    }
    assert commands <= set(get_commands())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_service_runs_what_is_there_as_a_user_who_cannot_change_the_code(unit: Path):
    text = unit.read_text(encoding="utf-8")
    program = re.search(r"^ExecStart=/srv/mosaic/(\S+)", text, re.MULTILINE)[1]

    assert program.startswith(".venv/") or (BASE_DIR / program).exists()
    assert {"User=mosaic", "ProtectSystem=strict", "ReadWritePaths=/srv/mosaic/var"} <= set(
        text.splitlines()
    )


def test_serve_starts_a_server_that_takes_requests(tmp_path):
    port = free_port()
    variables = dict.fromkeys(VARIABLES, "") | {"DEBUG": "true", "VAR_DIR": str(tmp_path)}
    variables |= {"PATH": os.environ["PATH"], "GRANIAN_PORT": str(port)}
    serve = [str(DEPLOY / "serve")]
    server = Server("the server", serve, variables, tmp_path / "server.log", port=port)
    server.start()
    try:
        reply = requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10)

        assert (reply.status_code, reply.content) == (200, b"ok")
        assert {"images", "original_images"} <= {path.name for path in tmp_path.glob("media/*")}
    finally:
        server.kill()


def test_serve_makes_no_folders_where_pictures_are_in_a_bucket(tmp_path):
    port, folder = free_port(), tmp_path / "var"
    folder.mkdir()
    variables = dict.fromkeys(VARIABLES, "") | {
        "DEBUG": "true",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "STORAGE_URL": "s3://key:secret@bucket?endpoint=http://127.0.0.1:9",
        "PATH": os.environ["PATH"],
        "GRANIAN_PORT": str(port),
    }
    server = Server("the server", [str(DEPLOY / "serve")], variables, tmp_path / "log", port=port)
    server.start()
    try:
        assert requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10).status_code == 200
        assert list(folder.iterdir()) == []
    finally:
        server.kill()


def test_serve_says_in_a_sentence_what_is_wrong_with_a_setting(tmp_path):
    variables = dict.fromkeys(VARIABLES, "") | {"PATH": os.environ["PATH"], "DEBUG": "perhaps"}

    done = subprocess.run(
        [str(DEPLOY / "serve")], env=variables, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == ("Mosaic cannot start: DEBUG is not valid; it takes true or false.\n")


def test_the_settings_of_the_guide_are_ones_that_a_server_starts_with(tmp_path):
    read = {name: value for name, value in SETTINGS.items() if name in VARIABLES}
    read["SECRET_KEY"] = "0123456789" * 5

    done = manage("version", VAR_DIR=str(tmp_path), **read)

    assert SETTINGS.keys() - read.keys() == {"GRANIAN_WORKERS"}
    assert done.returncode == 0, done.stderr


def test_links_of_the_guide_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", GUIDE)

    assert links
    assert [link for link in links if not (BASE_DIR / "docs" / link).exists()] == []
