"""The compose file, held against the code: no engine for containers runs where tests do."""

import re
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from tests.processes import BASE_DIR, VARIABLES, manage

COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
#: Those that are made of this code.
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def filled(text: str) -> str:
    """A value as compose passes it on, where the owner has set what they have to."""
    return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", lambda m: m[3] if m[2] == "-" else "secret", text)


def test_every_variable_is_one_that_settings_read():
    assert len(OURS) > 2
    for service in OURS.values():
        assert set(service["environment"]) <= set(VARIABLES)


def test_what_is_set_is_what_settings_take(tmp_path):
    variables = {name: filled(text) for name, text in OURS["web"]["environment"].items()}
    required = {
        "SECRET_KEY": "0123456789" * 5,
        "BASE_URL": "https://cms.example.org",
        "ALLOWED_HOSTS": "cms.example.org",
    }

    done = manage("version", VAR_DIR=str(tmp_path), **required, **variables)

    assert done.returncode == 0, done.stderr


def test_every_command_is_there():
    texts = [" ".join(service.get("command", ())) for service in OURS.values()]
    commands = set(re.findall(r"manage\.py (\w+)", " ".join(texts)))

    assert {"migrate", "db_worker", "clock"} <= commands <= set(get_commands())


def test_nothing_starts_before_the_tables_are_there():
    for name in set(OURS) - {"migrate"}:
        assert OURS[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_only_the_server_is_reached_from_outside_and_only_from_this_machine(name):
    ports = SERVICES[name].get("ports", [])

    assert ports == (["127.0.0.1:8000:8000"] if name == "web" else [])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_what_is_kept_is_in_a_volume(name):
    volumes = [volume.partition(":")[0] for volume in SERVICES[name].get("volumes", [])]

    assert set(volumes) <= set(COMPOSE["volumes"])
