"""Commands whose engine is not there end with a sentence, and without a traceback."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.databases import new_postgresql
from tests.installation import Installation
from tests.processes import manage
from tests.s3 import serving_bucket

#: Where nobody answers.
NOBODY = "127.0.0.1:1"

BUCKET = f"s3://key:hunter2@uploads?endpoint=http://{NOBODY}&region=us-east-1"

PHOTO = """
from tests.factories import PhotoFactory
PhotoFactory(title="Door").get_rendition("width-20")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Installation:
    """One with a photo, and an archive of it."""
    folder = tmp_path_factory.mktemp("made")
    made = Installation(VAR_DIR=str(folder))
    assert made.manage("migrate", "--verbosity", "0").returncode == 0
    made.run(PHOTO)
    assert made.manage("backup", str(folder / "archive.tar")).returncode == 0
    return made


@pytest.fixture(scope="module")
def without_bucket() -> Iterator[str]:
    """The address of a bucket that is not there, on a server that is."""
    with serving_bucket("another") as (address, _client):
        yield f"s3://key:hunter2@nowhere?endpoint={address}&region=us-east-1"


def said(made: Installation, command: str, **variables: str) -> str:
    """What a command that fails says last, which is the only thing that it says of errors."""
    arguments = command.format(folder=made.variables["VAR_DIR"]).split()
    done = manage(*arguments, **{**made.variables, **variables})
    assert done.returncode == 1, done.stdout
    [line] = done.stderr.splitlines()
    assert "hunter2" not in line
    return line


@pytest.mark.parametrize(
    ("command", "variables", "beginning"),
    [
        ("update_index", {"SEARCH_URL": f"elasticsearch+http://{NOBODY}"}, "SEARCH_URL: "),
        ("update_index", {"SEARCH_URL": f"opensearch+http://me:hunter2@{NOBODY}"}, "SEARCH_URL: "),
        ("make_renditions", {"STORAGE_URL": BUCKET}, "STORAGE_URL: "),
        ("strip_photos", {"STORAGE_URL": BUCKET}, "STORAGE_URL: "),
        ("wagtail_update_image_renditions", {"STORAGE_URL": BUCKET}, "STORAGE_URL: "),
        (
            "backup {folder}/new.tar",
            {"STORAGE_URL": BUCKET},
            "CommandError: Nothing was backed up. STORAGE_URL: ",
        ),
        (
            "restore --replace {folder}/archive.tar",
            {"STORAGE_URL": BUCKET},
            "CommandError: Nothing was restored. STORAGE_URL: ",
        ),
        ("sendtestemail me@mail.example", {"EMAIL_URL": f"smtp://{NOBODY}"}, "EMAIL_URL: "),
        ("rqworker", {"TASKS": f"redis://:hunter2@{NOBODY}/0"}, "CommandError: TASKS: "),
        ("rqstats", {"TASKS": f"redis://:hunter2@{NOBODY}/0"}, "TASKS: "),
        ("clock", {"DATABASE_URL": f"postgres://me:hunter2@{NOBODY}/x"}, "DATABASE_URL: "),
        (
            "db_worker",
            {"TASKS": "database", "DATABASE_URL": f"postgres://me:hunter2@{NOBODY}/x"},
            "DATABASE_URL: ",
        ),
    ],
)
def test_a_command_without_its_engine_says_in_a_sentence_which_setting_it_is(
    made, command, variables, beginning
):
    assert said(made, command, **variables).startswith(f"{beginning}It does not answer: ")


@pytest.mark.parametrize(
    "command",
    ["make_renditions", "strip_photos", "wagtail_update_image_renditions", "backup {folder}/a.tar"],
)
def test_a_bucket_that_is_not_there_is_not_taken_for_files_that_are_not(
    made, without_bucket, command
):
    line = said(made, command, STORAGE_URL=without_bucket)

    assert "STORAGE_URL: It refuses: " in line
    assert "NoSuchBucket" in line
    assert not (Path(made.variables["VAR_DIR"]) / "a.tar").exists()


@pytest.mark.parametrize(
    ("command", "variables"),
    [
        ("update_index", {"SEARCH_URL": f"elasticsearch+http://{NOBODY}"}),
        ("make_renditions", {"STORAGE_URL": BUCKET}),
        ("clock", {"DATABASE_URL": f"postgres://me@{NOBODY}/x"}),
    ],
)
def test_whoever_asks_for_the_traceback_has_it(made, command, variables):
    done = manage(command, "--traceback", **{**made.variables, **variables})

    assert done.returncode == 1
    assert "Traceback (most recent call last):" in done.stderr


def test_a_file_that_is_no_database_is_told_in_a_sentence(made, tmp_path):
    (tmp_path / "hosts").write_text("127.0.0.1 localhost\n" * 100)

    done = manage("migrate", **{**made.variables, "DATABASE_URL": f"sqlite:///{tmp_path}/hosts"})

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: It does not answer: file is not a database. See ")
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_is_told_in_a_sentence(made, tmp_path):
    done = manage(
        "publish_scheduled", **{**made.variables, "DATABASE_URL": f"sqlite:///{tmp_path}/new"}
    )

    assert done.returncode == 1
    assert done.stderr.startswith(
        "DATABASE_URL: The database lacks what migrations make: run migrate first. See "
    )
    assert "Traceback" not in done.stderr


def test_a_database_that_is_only_to_be_read_is_told_in_a_sentence(made):
    with new_postgresql() as address:
        variables = {**made.variables, "DATABASE_URL": address}
        assert manage("migrate", "--verbosity", "0", **variables).returncode == 0
        name = address.rpartition("/")[2].partition("?")[0]
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

        done = manage("rename_photos", **variables)

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: It refuses: cannot execute ")
    assert "Traceback" not in done.stderr


def test_a_mistake_in_the_code_keeps_its_traceback(made):
    done = manage("shell", "--command", "1 / 0", **made.variables)

    assert "ZeroDivisionError" in done.stderr
    assert "Traceback (most recent call last):" in done.stderr


def test_without_a_cache_what_is_restored_is_restored_and_a_line_says_so(made, tmp_path):
    other = Installation(VAR_DIR=str(tmp_path), CACHE_URL=f"redis://:hunter2@{NOBODY}/0")
    assert other.manage("migrate", "--verbosity", "0").returncode == 0

    done = other.manage("restore", f"{made.variables['VAR_DIR']}/archive.tar")

    assert done.returncode == 0
    assert "The cache fails, and is left alone. It does not answer: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr
