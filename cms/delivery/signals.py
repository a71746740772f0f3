"""Each transaction that changes something public is noticed, and CDNs are told of it afterwards."""

import re
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save, pre_migrate
from django.dispatch import Signal, receiver

from cms.delivery import journal
from cms.delivery.models import Line
from cms.delivery.tasks import tell_cdns
from cms.delivery.watched import watched_tables

#: Gives kind and table. Rows that are there already may be left, as in ``INSERT OR IGNORE INTO``.
_WRITING = re.compile(
    r'\s*(INSERT|UPDATE|DELETE)(?:\s+OR\s+\w+)?(?:\s+(?:INTO|FROM))?\s+"?(\w+)', re.IGNORECASE
)

#: Sent in each transaction that changes something public, once, when it begins to.
changing = Signal()

#: Set while this process applies migrations, when tables may be missing. That everything may have
#: changed is told when the journal is opened again.
_migrating = threading.Event()


@receiver(pre_migrate)
def wait_for_migrations(**kwargs: Any) -> None:
    """Tell nobody anything before all migrations are applied."""
    _migrating.set()


@receiver(post_migrate)
def go_on_after_migrations(**kwargs: Any) -> None:
    """Tell what changes again."""
    _migrating.clear()


@receiver(connection_created)
def watch_statements(connection: Any, **kwargs: Any) -> None:
    """Look at what is written, past Django's models, too: they say nothing of changes in bulk."""
    if connection.alias == "default" and tell_after_writing not in connection.execute_wrappers:
        # Below those of whoever has the connection made: Django takes theirs away from the top.
        connection.execute_wrappers.insert(0, tell_after_writing)


def tell_after_writing(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute a statement, and have the CDNs told if it wrote what the journal watches.

    Of which version the question before it was is forgotten: this one may be of another.
    """
    journal.forget_version(context["connection"])
    done = execute(sql, params, many, context)
    if not sql.startswith("SELECT") and (writing := _WRITING.match(sql)):
        kind, table = writing.groups()
        # Outside of a transaction, an inserted row is only there when its key was read: see below.
        if context["connection"].in_atomic_block or kind.upper() != "INSERT":
            _tell_after_commit(table)
    return done


@receiver(post_save)
def tell_after_saving(sender: Any, using: str, **kwargs: Any) -> None:
    """The same for a row that was inserted outside of a transaction."""
    if using == "default":
        _tell_after_commit(sender._meta.db_table)


def _tell_after_commit(table: str) -> None:
    """Say that the transaction changes something, and have the CDNs told once it is committed.

    That something was written is all that matters here: the journal knows what.
    """
    if _migrating.is_set() or table not in _tables():
        return
    planned = [function for _, function, *_ in connections["default"].run_on_commit]
    if _tell not in planned:
        transaction.on_commit(_tell, robust=True)
        changing.send(sender=None)


def _tell() -> None:
    if settings.WAGTAILFRONTENDCACHE:
        tell_cdns.enqueue()


@lru_cache(maxsize=1)
def _tables() -> frozenset[str]:
    """The tables of which the journal tells, its own included: it can be written to by hand."""
    return frozenset({Line._meta.db_table, *(watched.table for watched in watched_tables())})
