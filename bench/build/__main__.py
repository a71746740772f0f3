"""``python -m bench.build PAGES SEED``: build in the database of the environment.

It prints what it took, as JSON. With ``--without-journal``, nothing is indexed, and the triggers
that write the journal are away meanwhile: for the comparison only.
"""

import argparse
import json
import os
import sys
from typing import Any

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.db import connection  # noqa: E402  models need Django to be set up

from bench.build.clock import Clock  # noqa: E402
from bench.build.publication import load  # noqa: E402
from cms.delivery.models import Line  # noqa: E402
from cms.delivery.triggers.install import install_triggers, remove_triggers  # noqa: E402


def build(pages: int, seed: int, *, journal: bool) -> dict[str, Any]:
    """Build, and return what it took."""
    clock = Clock()
    call_command("migrate", verbosity=0)
    if not journal:
        remove_triggers("default", plan=["a load without journal"])
    with clock.running("committing"):
        load(pages, seed, clock)
    clock.seconds["committing"] -= sum(clock.seconds.values()) - clock.seconds["committing"]
    if not journal:
        install_triggers("default")
        return {"seconds": clock.seconds}
    before = _size()
    with clock.running("indexing"):
        call_command("update_index", verbosity=0)
    after = _size()
    _tidy()
    return {
        "seconds": clock.seconds,
        "journal_lines": Line.objects.count(),
        "bytes": after,
        "index_bytes": after - before,
    }


def _size() -> int:
    """Return how many bytes the database takes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Not its files: one of them holds pages a second time until they are moved.
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _tidy() -> None:
    """Do what the database itself does within minutes, so that it does not while it is measured."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--without-journal", action="store_true")
    asked = parser.parse_args()
    json.dump(build(asked.pages, asked.seed, journal=not asked.without_journal), sys.stdout)
