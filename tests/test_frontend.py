"""A small TypeScript front end compiles against the types of the kept OpenAPI document."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.conftest import missing

FRONTEND = Path(__file__).parent / "frontend"
#: A whole case of the front end's switch over blocks.
SOURCE_CASE = (
    '    case "source":\n'
    '      return `<a href="${item.value.url}">${item.value.publication}</a>`;\n'
)
Compile = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the front end and the generated types."""
    tools = FRONTEND / "node_modules"
    if shutil.which("node") is None or not tools.exists():
        missing("there is no node, or no tests/frontend/node_modules (npm ci makes it)")
    folder = tmp_path_factory.mktemp("frontend")
    (folder / "node_modules").symlink_to(tools)
    shutil.copy(FRONTEND / "tsconfig.json", folder)
    document = Path(settings.BASE_DIR) / "openapi.json"
    subprocess.run(
        [tools / ".bin/openapi-typescript", document, "--output", folder / "api.d.ts"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    return folder


@pytest.fixture
def compile_without(workshop: Path) -> Compile:
    """Compile the front end without one of its lines: ``compile_without('case "text":')``."""

    def run(line: str) -> subprocess.CompletedProcess[str]:
        program = (FRONTEND / "render.ts").read_text(encoding="utf-8")
        assert line in program
        (workshop / "render.ts").write_text(program.replace(line, "", 1), encoding="utf-8")
        compiler = workshop / "node_modules/.bin/tsc"
        return subprocess.run(
            [compiler, "--noEmit"], capture_output=True, text=True, cwd=workshop, check=False
        )

    return run


def test_the_front_end_compiles(compile_without: Compile):
    result = compile_without("")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "case",
    [
        SOURCE_CASE,
        '    case "blog.BlogIndexPage":\n',
        '    case "redirect":\n      return answer.redirect.to;\n',
    ],
)
def test_a_missing_case_does_not_compile(compile_without: Compile, case: str):
    result = compile_without(case)
    assert result.returncode != 0
    assert "is not assignable to parameter of type 'never'" in result.stdout
