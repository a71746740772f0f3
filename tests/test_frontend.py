"""A small TypeScript front end compiles against the types of the kept OpenAPI document."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.conftest import missing

FRONTEND = Path(__file__).parent / "frontend"
DOCUMENT = Path(settings.BASE_DIR) / "openapi.json"
PROGRAM = (FRONTEND / "render.ts").read_text(encoding="utf-8")

#: A case of a switch: its label, and what is indented below it.
CASE = re.compile(
    r'^(?P<indent> +)case "(?P<value>[^"]+)":.*\n(?:(?P=indent) .*\n|(?P=indent)}\n)*', re.M
)
CASES = {case["value"]: case for case in CASE.finditer(PROGRAM)}

NOT_EXHAUSTIVE = "is not assignable to parameter of type 'never'"


def without(case: re.Match[str]) -> str:
    """Return the program without a case; what it has in common with another one stays."""
    before, after = PROGRAM[: case.start()], PROGRAM[case.end() :]
    if before.endswith('":\n'):
        after = case[0].partition("\n")[2] + after
    return before + after


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the compiler says of the front end ("whole"), and of it without each of its cases.

    All of these programs are compiled in one run.
    """
    tools = FRONTEND / "node_modules"
    if shutil.which("node") is None or not tools.exists():
        missing("there is no node, or no tests/frontend/node_modules (npm ci makes it)")
    folder = tmp_path_factory.mktemp("frontend")
    (folder / "node_modules").symlink_to(tools)
    shutil.copy(FRONTEND / "tsconfig.json", folder)
    subprocess.run(
        [tools / ".bin/openapi-typescript", DOCUMENT, "--output", "api.d.ts"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    programs = {"whole": PROGRAM}
    for value, case in CASES.items():
        programs[value] = without(case)
    for name, program in programs.items():
        (folder / f"{name}.ts").write_text(program, encoding="utf-8")
    compiled = subprocess.run(
        [tools / ".bin/tsc", "--noEmit", "--pretty", "false"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    # A complaint begins with its file; what it says more is indented.
    said = re.findall(r"^(.+)\.ts\(\d+,\d+\): (error .*(?:\n .*)*)", compiled.stdout, re.M)
    return {name: "\n".join(text for of, text in said if of == name) for name in programs}


def values_of(union: Any) -> set[str]:
    """The values by which the members of a union of the document are told apart."""
    return set(union["discriminator"]["mapping"])


def test_the_front_end_compiles(complaints: dict[str, str]):
    assert complaints["whole"] == ""


def test_it_has_a_case_for_whatever_the_document_tells_apart():
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    answers = document["paths"]["/api/v2/resolve/"]["get"]["responses"]
    outcome = answers["200"]["content"]["application/json"]["schema"]
    schemas = document["components"]["schemas"]
    page = schemas["PageOutcome"]["properties"]["page"]
    block = schemas["BlogPage"]["properties"]["body"]["items"]

    assert set(CASES) == values_of(outcome) | values_of(page) | values_of(block)


@pytest.mark.parametrize("value", CASES)
def test_without_one_of_its_cases_it_does_not_compile(complaints: dict[str, str], value: str):
    assert NOT_EXHAUSTIVE in complaints[value]
    # And that is the only thing wrong with it.
    assert complaints[value].count("error TS") == 1
