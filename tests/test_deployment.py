"""The guide to deployment and what it installs, held against the code."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.processes import BASE_DIR, VARIABLES, manage

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
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    variables = dict.fromkeys(VARIABLES, "") | {"DEBUG": "true", "VAR_DIR": str(tmp_path)}
    server = subprocess.Popen(
        [DEPLOY / "serve"],
        env={"PATH": os.environ["PATH"], "GRANIAN_PORT": str(port), **variables},
    )
    try:
        wait_until(lambda: health(port) == (200, b"ok"), server)

        assert {"images", "original_images"} <= {path.name for path in tmp_path.glob("media/*")}
    finally:
        server.terminate()
        server.wait(30)


def health(port: int) -> tuple[int, bytes] | None:
    """What a server says of itself; None where there is none yet."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        reply = connection.getresponse()
        return reply.status, reply.read()
    except OSError:
        return None
    finally:
        connection.close()


def wait_until(holds: Callable[[], bool], server: "subprocess.Popen[bytes]") -> None:
    """Wait until something holds; fail where the server ends before, or a minute is over."""
    end = time.monotonic() + 60
    while not holds():
        assert server.poll() is None, "the server ended"
        assert time.monotonic() < end, "the server does not answer"
        time.sleep(0.2)


def test_the_settings_of_the_guide_are_ones_that_a_server_starts_with(tmp_path):
    read = {name: value for name, value in SETTINGS.items() if name in VARIABLES}
    read["SECRET_KEY"] = "x" * 50

    done = manage("version", VAR_DIR=str(tmp_path), **read)

    assert SETTINGS.keys() - read.keys() == {"GRANIAN_WORKERS"}
    assert done.returncode == 0, done.stderr


def test_links_of_the_guide_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", GUIDE)

    assert links
    assert [link for link in links if not (BASE_DIR / "docs" / link).exists()] == []
