"""After each transaction that changed something, the CDNs are told of it."""

import threading
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_migrate,
)
from django.dispatch import receiver

from cms.delivery.tasks import tell_cdns

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


@receiver((post_save, post_delete, m2m_changed))
def tell_cdns_after_commit(using: str, **kwargs: Any) -> None:
    """Have the CDNs told once the transaction is committed, once for all of it.

    That anything was saved is all that matters here: the journal knows what. What is written
    past Django's models, and nothing else with it, the CDNs are told by ``purge_cdn``.
    """
    if not settings.WAGTAILFRONTENDCACHE or _migrating.is_set():
        return
    planned = [function for _, function, *_ in connections[using].run_on_commit]
    if _tell not in planned:
        transaction.on_commit(_tell, using=using, robust=True)


def _tell() -> None:
    tell_cdns.enqueue()
