"""What Makefile, README, lock files and Dockerfile say, held against what is there."""

import ast
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import missing
from tests.factories import PostFactory, StandardPageFactory
from tests.processes import BASE_DIR, VARIABLES, manage

README = (BASE_DIR / "README.md").read_text(encoding="utf-8")
EXAMPLE = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
TABLE = (BASE_DIR / "docs" / "settings.md").read_text(encoding="utf-8")
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")


def make(*arguments: str) -> str:
    if shutil.which("make") is None:
        missing("There is no make")
    done = subprocess.run(
        ["make", "--no-print-directory", *arguments],  # noqa: S607
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_make_alone_lists_the_commands():
    listed = make()

    for command in ("run", "test", "lint", "format", "messages", "lock"):
        assert re.search(rf"^  make {command} +\S", listed, re.MULTILINE), command


def test_every_make_command_in_readme_exists():
    named = set(re.findall(r"(?:^    |`)make ([a-z]+)", README, re.MULTILINE))
    targets = re.findall(r"^([a-z]+):", (BASE_DIR / "Makefile").read_text(), re.MULTILINE)

    assert {"run", "test"} <= named <= set(targets)


def test_make_run_sets_everything_up_before_it_serves():
    commands = re.findall(r"manage\.py (.*)", make("--dry-run", "run", "PORT=8123"))

    assert commands == [
        "migrate --verbosity 0",
        "load_demo --if-empty",
        "welcome",
        "runserver 127.0.0.1:8123",
    ]


def test_make_test_passes_options_on():
    assert make("--dry-run", "test", "ARGS=-k french").strip().endswith("-k french")


def test_what_runs_in_ci_lints_and_tests():
    script = BASE_DIR / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert {"make lint", "make test"} <= set(script.read_text().splitlines())


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_readme_names_only_what_is_there():
    table = re.findall(r"^\| (.+?) \|", README, re.MULTILINE)
    paths = [path for cell in table for path in re.findall(r"`([\w./-]+)`", cell)]
    # What a program makes of its own is no link of this page.
    links = re.findall(r"\]\((?!https?:|\$)([^)]+)\)", README)

    assert len(paths) > 8
    assert [path for path in [*paths, *links] if not (BASE_DIR / path).exists()] == []


def test_every_address_of_the_api_in_readme_answers(publication, client):
    index = publication.indexes["he"]
    index.slug = "sipurim"
    index.save()
    post = PostFactory(parent=index)
    addresses = re.findall(r"(?:^|(?<=\s))/api/v2/[^\s`]+", README, re.MULTILINE)

    assert len(addresses) > 3
    for address in addresses:
        path = re.sub(r"(?<=[/=])\d+", str(post.pk), address)
        assert client.get(path, follow=True).status_code == 200, address


def imports_of(folder: str) -> dict[str, set[str]]:
    """The modules that each file of a folder imports."""
    found = {}
    for path in (BASE_DIR / folder).rglob("*.py"):
        names = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
        found[str(path.relative_to(BASE_DIR))] = names
    return found


def importers(folder: str, *packages: str) -> list[str]:
    """The files of a folder that import from one of the packages."""
    return [
        file
        for file, names in imports_of(folder).items()
        if any(f"{name}.".startswith(f"{package}.") for name in names for package in packages)
    ]


def test_what_any_publication_needs_imports_nothing_of_this_one():
    assert set(importers("cms", "home", "blog")) <= {"cms/urls.py"}


def test_the_home_page_knows_nothing_of_the_blog():
    assert importers("home", "blog") == []


def test_nothing_but_addresses_and_endpoints_knows_the_api():
    files = [
        *importers("cms", "cms.api"),
        *importers("home", "cms.api"),
        *importers("blog", "cms.api"),
    ]

    outside = {file for file in files if not file.startswith("cms/api/")}
    assert outside == {
        "blog/api.py",
        "blog/comments/api.py",
        "home/api.py",
        "cms/management/commands/openapi.py",
        "cms/urls.py",
    }


def variables_read() -> dict[str, str]:
    """What each variable takes, by its name, as the settings say it."""
    files = (BASE_DIR / "cms" / "settings").glob("*.py")
    return {
        ast.literal_eval(node.args[0]): ast.literal_eval(node.args[2])
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "read"
    }


def test_the_example_of_an_environment_explains_every_variable_that_is_read():
    explained = re.findall(r"^#? ?([A-Z0-9_]+)=", EXAMPLE, re.MULTILINE)

    assert set(explained) == set(variables_read()) == set(VARIABLES)


def test_the_table_of_settings_says_what_each_variable_takes():
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", TABLE, re.MULTILINE)

    assert dict(rows) == variables_read()
    assert len(rows) == len(dict(rows))


def test_the_example_of_an_environment_starts_once_its_secret_is_filled_in(tmp_path):
    variables = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert variables["SECRET_KEY"] == ""

    variables |= {"SECRET_KEY": "0123456789" * 5, "VAR_DIR": str(tmp_path)}

    assert manage("check", **variables).returncode == 0


def lock(name: str) -> set[tuple[str, str]]:
    """What a lock file pins: packages, each with a version, or with one per kind of machine."""
    text = (BASE_DIR / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", text, re.MULTILINE))


@pytest.fixture(scope="module")
def project() -> dict[str, list[str]]:
    with (BASE_DIR / "pyproject.toml").open("rb") as file:
        data = tomllib.load(file)
    runtime = data["project"]["dependencies"]
    return {
        "requirements.lock": runtime,
        "requirements-dev.lock": [*runtime, *data["dependency-groups"]["dev"]],
    }


LOCKS = pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])


@LOCKS
def test_every_dependency_is_locked_at_a_version_that_is_allowed(project, name):
    pinned = lock(name)

    for line in project[name]:
        requirement = Requirement(line)
        versions = [v for package, v in pinned if package == canonicalize_name(requirement.name)]
        assert versions, line
        assert all(requirement.specifier.contains(version) for version in versions), line


@LOCKS
def test_everything_locked_has_a_hash_and_comes_from_no_named_index(name):
    text = (BASE_DIR / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w])", text)[1:]

    assert len(entries) == len(lock(name)) > 30
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"index-url|find-links|https?://", text)


def test_tests_run_with_the_versions_that_production_has():
    assert lock("requirements.lock") <= lock("requirements-dev.lock")


@pytest.fixture
def collected(tmp_path, settings) -> Path:
    """The static files, collected with the command of the Dockerfile; pages are served so."""
    command = re.search(
        r"RUN ((?:\w+=\S+ )+)\\?\s*\S*python manage\.py (collectstatic .*)", DOCKERFILE
    )
    variables = dict(pair.split("=", 1) for pair in command[1].split())
    done = manage(*command[2].split(), VAR_DIR=str(tmp_path), **variables)
    assert (done.returncode, done.stderr) == (0, "")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return tmp_path / "static"


def test_the_image_has_every_static_file_that_a_page_asks_for(publication, collected, read):
    page = StandardPageFactory(parent=publication.homes["he"])

    for path in (page.url, publication.indexes["fr"].url, "/en/", "/en/nothing/"):
        document = read(path, status=404 if "nothing" in path else 200)
        files = [tag["href"] for tag in document.select("link[rel=stylesheet], link[rel=icon]")]
        files += [tag["src"] for tag in document.select("[src^='/static/']")]
        assert len(files) >= 3
        for file in files:
            assert (collected / file.removeprefix("/static/")).exists(), file
            assert re.search(r"\.[0-9a-f]{12}\.", file), f"{file} is not fit to be kept for long"


def test_the_image_runs_the_application_as_nobody_special():
    final = DOCKERFILE.rpartition("\nFROM ")[2]

    assert re.search(r"^USER (?!root)\w+$", final, re.MULTILINE)
    assert final.rpartition("CMD")[2].strip() == '["deploy/serve"]'
    assert "--require-hashes --requirement requirements.lock" in DOCKERFILE
