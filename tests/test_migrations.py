"""Migrations run while the code of before serves: those that it would not survive are refused."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import new_postgresql
from tests.migrations.refusing import ADVICE
from tests.processes import BASE_DIR, python

pytestmark = pytest.mark.postgresql

#: An application with a migration for each thing that is refused, and some that are not.
SHED = """
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Index

class Migration(migrations.Migration):
    atomic = {atomic}
    dependencies = [{dependency}]
    operations = [{operations}]
"""
START = """migrations.CreateModel("Tool", [
    ("id", models.BigAutoField(primary_key=True)),
    ("name", models.CharField(max_length=9)),
    ("maker", models.CharField(max_length=9, null=True)),
], options={"indexes": [Index(fields=["name"], name="by_name")]}),
migrations.CreateModel("Spare", [("id", models.BigAutoField(primary_key=True))])"""
FINE = {
    "null": 'migrations.AddField("Tool", "color", models.CharField(max_length=9, null=True))',
    "default": 'migrations.AddField("Tool", "weight", models.IntegerField(db_default=0))',
    "index": 'AddIndexConcurrently("Tool", Index(fields=["maker"], name="by_maker"))',
    "unlisted": 'RemoveIndexConcurrently("Tool", "by_maker")',
    "table": 'migrations.CreateModel("Box", [("id", models.BigAutoField(primary_key=True))])',
}
REFUSED = {
    "DROP_COLUMN": 'migrations.RemoveField("Tool", "color")',
    "NOT_NULL": 'migrations.AddField("Tool", "price", models.IntegerField(default=0))',
    "ALTER_COLUMN": 'migrations.AlterField("Tool", "weight", models.TextField(db_default=""))',
    "CREATE_INDEX": 'migrations.AddIndex("Tool", Index(fields=["price"], name="by_price"))',
    "CREATE_INDEX_EXCLUSIVE": 'migrations.AddField("Tool", "depth", models.IntegerField(null=True))'
    ', migrations.AddIndex("Tool", Index(fields=["depth"], name="by_depth"))',
    "DROP_INDEX": 'migrations.RemoveIndex("Tool", "by_price")',
    "ADD_UNIQUE": 'migrations.AlterUniqueTogether("Tool", {("name", "maker")})',
    "REINDEX": 'migrations.RunSQL("REINDEX TABLE shed_tool")',
    "RENAME_COLUMN": 'migrations.RenameField("Tool", "maker", "smith")',
    "RENAME_TABLE": 'migrations.RenameModel("Spare", "Part")',
    "DROP_TABLE": 'migrations.DeleteModel("Part")',
}


@pytest.fixture(scope="module")
def database_url():
    with new_postgresql() as address:
        yield address


@pytest.fixture(scope="module")
def said(database_url, tmp_path_factory):
    """What is said of an application of the project, a line for each thing that is refused."""
    folder = tmp_path_factory.mktemp("shed")
    steps = folder / "shed" / "migrations"
    steps.mkdir(parents=True)
    (folder / "shed" / "__init__.py").touch()
    (steps / "__init__.py").touch()
    before = ""
    for number, (name, operations) in enumerate({"start": START, **FINE, **REFUSED}.items()):
        this = f"{number:04}_{name.lower()}"
        (steps / f"{this}.py").write_text(
            SHED.format(
                atomic="Concurrently" not in operations, dependency=before, operations=operations
            )
        )
        before = f"('shed', '{this}')"
    (folder / "shed_settings.py").write_text(
        f"from cms.settings import *\nINSTALLED_APPS += ['shed']\nBASE_DIR = Path({str(folder)!r})"
    )
    done = python(
        "-m",
        "tests.migrations",
        DEBUG="true",
        DATABASE_URL=database_url,
        PYTHONPATH=str(folder),
        DJANGO_SETTINGS_MODULE="shed_settings",
    )
    assert done.returncode == 1, done.stderr
    return done.stderr.splitlines()


def test_the_migrations_of_this_project_run_while_the_code_of_before_serves(database_url):
    done = python("-m", "tests.migrations", DEBUG="true", DATABASE_URL=database_url)

    assert (done.returncode, done.stderr) == (0, "")


def of(said, name):
    """Return the lines about one of its migrations."""
    return [line for line in said if re.match(rf"The migration shed\.\d+_{name} ", line)]


@pytest.mark.parametrize("code", REFUSED)
def test_what_stops_readers_or_editors_is_refused_with_what_to_do_instead(said, code):
    assert any(ADVICE[code] in line for line in of(said, code.lower()))


@pytest.mark.parametrize("name", ["start", *FINE])
def test_what_nobody_notices_passes(said, name):
    assert of(said, name) == []


def test_production_needs_no_linter():
    code = "import sys; sys.modules['django_migration_linter'] = None; import cms.wsgi"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={"DEBUG": "true", "PATH": str(Path(sys.executable).parent)},
        check=False,
    )

    assert done.returncode == 0
