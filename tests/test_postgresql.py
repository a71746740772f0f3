"""Mosaic on PostgreSQL: set up by its own commands, it gives what it gives on SQLite."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.conftest import empty_homes
from tests.databases import new_postgresql
from tests.demo import all_documents, load_without_drawing
from tests.installation import LOAD_DEMO, Installation

# All with the database, also those that do not use it: so that pytest-django keeps them together.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

DOCUMENTS = """
import json
from django.test import Client
from tests.demo import all_documents
print(json.dumps(all_documents(Client(SERVER_NAME="localhost"))))
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Iterator[Installation]:
    """A migrated database with the demo in it."""
    with new_postgresql() as database_url:
        made = Installation(
            DATABASE_URL=database_url,
            BASE_URL=settings.BASE_URL,
            VAR_DIR=str(tmp_path_factory.mktemp("var")),
        )
        migrated = made.manage("migrate", "--verbosity", "0")
        assert (migrated.returncode, migrated.stderr) == (0, "")
        assert "The demo publication is loaded." in made.run(LOAD_DEMO)
        yield made


def test_the_checks_pass(installation):
    done = installation.manage("check", "--database", "default")

    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo_is_known_again(installation):
    done = installation.manage("load_demo")

    assert "The demo publication is here already; nothing was changed." in done.stdout


def comparable(value: Any) -> Any:
    """The same without what differs from one installation to the next: keys, times, and the random
    names of photos' folders."""
    if isinstance(value, dict):
        # The keys of blocks are texts, and the same wherever the demo is loaded.
        return {
            name: comparable(item)
            for name, item in value.items()
            if not (name == "id" and isinstance(item, int))
            and name
            not in (
                "detail_url",
                "first_published_at",
                "last_published_at",
                "source_id",
                "source_changed_at",
            )
        }
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, str):
        return re.sub(r"/(documents/\d+|(?<=images/)[0-9a-f]{16})/", "/0/", value)
    return value


def test_every_page_is_what_it_is_where_the_tests_run_which_is_sqlite_unless_told(
    installation, client, django_capture_on_commit_callbacks
):
    empty_homes()
    with django_capture_on_commit_callbacks(execute=True):
        load_without_drawing()

    here = all_documents(client)
    there = json.loads(installation.run(DOCUMENTS))

    assert len(here) > 30
    assert comparable(there) == comparable(here)
