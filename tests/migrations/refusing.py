"""What is refused in a migration, and what to do instead."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser.base import Issue

#: Migrations that are not read: an application's label, a name, and after ``#`` why.
_EXCUSED = Path(__file__).with_name("excused.txt")

#: By the linter's codes: what a migration does, and what to do instead.
ADVICE = {
    "RENAME_TABLE": "renames a table that the code of before still uses; "
    "name the old one in db_table instead",
    "RENAME_COLUMN": "renames a column that the code of before still uses; "
    "name the old one in db_column instead",
    "DROP_COLUMN": "drops a column that the code of before still uses; take the field out of the "
    "state only, with SeparateDatabaseAndState, and drop the column in the next release",
    "DROP_TABLE": "drops a table that the code of before still uses; take the model out of the "
    "state only, with SeparateDatabaseAndState, and drop the table in the next release",
    "NOT_NULL": "makes a column NOT NULL that the code of before leaves out; "
    "give the field a db_default, or null=True until the next release",
    "ALTER_COLUMN": "changes a column's type, which rewrites its table while nobody can read it; "
    "add a column, fill it, and drop the old one in the next release",
    "ADD_UNIQUE": "makes values unique while nobody can write; make a unique index with "
    "AddIndexConcurrently, and the constraint of it in a migration of its own",
    "CREATE_INDEX": "makes an index while nobody can write to its table; use "
    "AddIndexConcurrently, in a migration with atomic = False",
    "CREATE_INDEX_EXCLUSIVE": "changes a table and makes an index in one transaction, for which "
    "nobody can read the table; use two migrations",
    "DROP_INDEX": "drops an index while nobody can use its table; use "
    "RemoveIndexConcurrently, in a migration with atomic = False",
    "REINDEX": "makes an index anew while nobody can write to its table; use REINDEX CONCURRENTLY",
}


class Refusing(MigrationLinter):
    """Reads the migrations of this project's own applications.

    Attributes:
        refused: a sentence for each thing that may not be.
    """

    def __init__(self) -> None:
        own = [each.label for each in apps.get_app_configs() if _is_ours(each.path)]
        super().__init__(
            include_apps=own, no_output=True, no_cache=True, warnings_as_errors_tests=list(ADVICE)
        )
        self.refused: list[str] = []
        self._excused = set(excused())
        self._reading = ""

    def should_ignore_migration(
        self, app_label: str, migration_name: str, operations: Any = (), is_initial: bool = False
    ) -> bool:
        self._reading = f"{app_label}.{migration_name}"
        if (app_label, migration_name) in self._excused:
            return True
        return super().should_ignore_migration(app_label, migration_name, operations, is_initial)

    def print_errors(self, errors: list[Issue]) -> None:
        """Say what is wrong, and what to do."""
        for error in errors:
            advice = ADVICE.get(error.code, error.message)
            where = f" ({error.column or error.table})" if error.column or error.table else ""
            self.refused.append(f"The migration {self._reading}{where} {advice}.")


def excused() -> Iterable[tuple[str, str]]:
    """Yield the labels and names of the migrations that are excused."""
    for line in _EXCUSED.read_text().splitlines():
        name = line.partition("#")[0].split()
        if name:
            app_label, migration = name
            yield app_label, migration


def _is_ours(path: str) -> bool:
    folder = Path(path)
    return folder.is_relative_to(settings.BASE_DIR) and ".venv" not in folder.parts
