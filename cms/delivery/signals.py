"""After each transaction that changed something, the CDNs are told of it."""

from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from cms.delivery.tasks import tell_cdns


@receiver((post_save, post_delete, m2m_changed))
def tell_cdns_after_commit(using: str, **kwargs: Any) -> None:
    """Have the CDNs told once the transaction is committed, once for all of it.

    That anything was saved is all that matters here: the journal knows what. What is written
    past Django's models, and nothing else with it, the CDNs are told by ``purge_cdn``.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return
    planned = [function for _, function, *_ in connections[using].run_on_commit]
    if _tell not in planned:
        transaction.on_commit(_tell, using=using, robust=True)


def _tell() -> None:
    tell_cdns.enqueue()
