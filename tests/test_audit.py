"""CI asks for known vulnerabilities: what is found stops it, and nobody to ask does not."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.processes import BASE_DIR

CLEAN = {"name": "wagtail", "version": "8.0.1", "vulns": []}
FLAWED = {
    "name": "pillow",
    "version": "12.0.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["12.0.1"]}],
}
UNKNOWN = {"name": "laces", "skip_reason": "Dependency not found on PyPI"}


@pytest.fixture
def audit(tmp_path: Path) -> Callable[..., Any]:
    """Run the audit where pip-audit finds these packages, or ends with an error."""

    def run(*packages: dict[str, Any], error: str = "") -> Any:
        program = tmp_path / "pip-audit"
        said = "" if error else json.dumps({"dependencies": packages, "fixes": []})
        program.write_text(
            f"#!{sys.executable}\nimport sys\nprint({said!r})\nsys.exit({error!r} or 1)\n"
        )
        program.chmod(0o755)
        return subprocess.run(
            [sys.executable, BASE_DIR / ".ci" / "audit.py", "requirements.lock", program],
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_known_vulnerability_fails_and_is_named(audit):
    done = audit(CLEAN, FLAWED, UNKNOWN)

    assert done.returncode == 1
    assert done.stdout == "pillow 12.0.0: PYSEC-1, mended in 12.0.1\n"


def test_where_none_is_known_it_says_of_how_many(audit):
    done = audit(CLEAN, UNKNOWN)

    assert done.returncode == 0
    assert done.stdout == (
        "No known vulnerability in 1 of the packages; of 1 others nothing is known.\n"
    )


@pytest.mark.parametrize(
    "found", [{"packages": [UNKNOWN]}, {"error": "requests.exceptions.ConnectionError: no route"}]
)
def test_where_nobody_can_be_asked_it_says_that_nothing_was_audited(audit, found):
    done = audit(*found.get("packages", []), error=found.get("error", ""))

    assert done.returncode == 0
    assert done.stdout.startswith("Nothing was audited: ")


def test_a_lock_file_that_cannot_be_read_fails(audit):
    assert audit(error="ERROR: the lock file has no hash for wagtail").returncode == 1
