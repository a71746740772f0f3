"""Telling CDNs what changed."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends

from cms.delivery import journal
from cms.delivery.models import Told
from cms.delivery.tags import ANYTHING, EVERYTHING
from cms.operations.errors import in_short, log_failure

logger = logging.getLogger(__name__)

#: Where more than this changed, all is purged: that is one request to the CDN.
MAX_TAGS = 2000


def tell_cdns(again: timedelta = timedelta()) -> dict[str, str]:
    """Tell each CDN what changed since it was last told.

    A CDN that does not answer is told the next time. Nothing is locked meanwhile: two processes
    may tell a CDN the same, which does no harm.

    Args:
        again: tell once more what changed within this time. An answer that was on its way while
            its tags were purged may have come to the CDN afterwards.

    Returns:
        What went wrong, by the CDN's name in ``settings.WAGTAILFRONTENDCACHE``.
    """
    failed: dict[str, str] = {}
    for name, backend in get_backends().items():
        told = Told.objects.filter(cdn=name).first()
        newest = journal.lines_after(0).last()
        tags = _tags(told, again)
        if newest is None or newest.version is None or not tags:
            continue
        try:
            backend.purge_tags(tags)
        except Exception as error:  # each CDN's client has exceptions of its own
            message = "The CDN %r could not be told what changed."
            log_failure(logger, logging.ERROR, message, name, error=error)
            failed[name] = in_short(error)
        else:
            Told.objects.update_or_create(cdn=name, defaults={"version": newest.version})
    return failed


def _tags(told: Told | None, again: timedelta) -> set[str]:
    """What changed since a CDN was told."""
    lines = journal.lines_after(0)
    if told is None or not lines.filter(version__lte=told.version).exists():
        # It was never told, or so long ago that the lines since then are not all there.
        return {EVERYTHING}
    since = journal.lines_after(told.version)
    if again:
        since |= lines.filter(made_at__gte=timezone.now() - again)
    tags = _split(since.order_by().values_list("tags", flat=True).distinct())
    if EVERYTHING in tags or len(tags) > MAX_TAGS:
        return {EVERYTHING}
    return tags | {ANYTHING} if tags else tags


def _split(texts: Iterable[str]) -> set[str]:
    return {tag for text in texts for tag in text.split()}
