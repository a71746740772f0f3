"""Putting the triggers there, and away while tables are being changed."""

from types import ModuleType
from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from cms.delivery import journal
from cms.delivery.triggers import postgresql, sqlite
from cms.delivery.triggers.trigger import PREFIX, TABLE, Trigger
from cms.delivery.watched import watched_tables

_VENDORS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def remove_triggers(using: str, plan: list[Any], **kwargs: Any) -> None:
    """Before migrations: close the journal, and take the triggers away.

    SQLite makes a table anew in order to change it, and PostgreSQL does not drop a column that a
    trigger reads.
    """
    if using != "default" or not plan or TABLE not in _tables():
        return
    journal.close()
    for trigger in _installed():
        if trigger[0] != TABLE:
            _execute(_vendor().drop(trigger))


def install_triggers(using: str, **kwargs: Any) -> None:
    """After migrations: make the triggers as they should be, and open the journal.

    Nothing is done where nothing differs. Where tables are not yet, or no longer, as the models
    say, the journal stays closed until they are.
    """
    if using != "default" or TABLE not in _tables():
        return
    missing, stale = differences()
    if missing or stale:
        if _has_unapplied_migrations():
            journal.close()
            return
        for name in stale:
            _execute(_vendor().drop(name))
        for trigger in missing:
            _execute(trigger.sql)
    if missing or stale or journal.is_closed():
        journal.open_()


def differences() -> tuple[list[Trigger], list[tuple[str, str]]]:
    """Return the triggers that are missing, and table and name of those that should not be."""
    tables, installed = _tables(), _installed()
    if TABLE not in tables:
        return [], []
    wanted = [_vendor().numbering()]
    for watched in watched_tables():
        if watched.table in tables:
            wanted += _vendor().watching(watched)
    # By name: a table that is watched twice has one trigger for its being emptied.
    named = {(trigger.table, trigger.name): trigger for trigger in wanted}
    missing = [trigger for name, trigger in named.items() if name not in installed]
    return missing, sorted(installed - set(named))


def _vendor() -> ModuleType:
    return _VENDORS[connections["default"].vendor]


def _tables() -> set[str]:
    return set(connections["default"].introspection.table_names())


def _installed() -> set[tuple[str, str]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(_vendor().INSTALLED, [f"{PREFIX}%"])
        return set(cursor.fetchall())


def _has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _execute(sql: str) -> None:
    """Execute a statement as a transaction of its own, so that no two tables are locked at once."""
    with connections["default"].cursor() as cursor:
        cursor.execute(sql)
