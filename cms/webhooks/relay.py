"""From the journal to deliveries, in the order of commits, by one process at a time.

Lines and deliveries are in the same database, and how far was read is written together with the
deliveries: whenever a process dies, the next one goes on where it was.
"""

from collections.abc import Iterable

from django.db import transaction

from cms.delivery import journal
from cms.delivery.tags import EVERYTHING, STRUCTURE, page_tag
from cms.webhooks.changes import Change, learn, shared
from cms.webhooks.models import Delivery, Endpoint, Known, Position

_PAGE = page_tag("")


def start() -> None:
    """Begin to follow the journal, where nobody does: what changes from here on is told."""
    with transaction.atomic():
        if Position.objects.select_for_update().exists():
            return
        newest = journal.lines_after(0).last()
        # First how far, and then what is there: what comes between is looked at again.
        Position.objects.create(pk=1, version=(newest and newest.version) or 0)
        Known.objects.all().delete()
        learn(None, is_whole=True)


def relay() -> int:
    """Make deliveries of what changed since the last time; return how many.

    Several changes that come together may be one event, which tells how it is after the last.
    """
    with transaction.atomic():
        position = Position.objects.select_for_update().first()
        if position is None:
            return 0
        endpoints = list(Endpoint.objects.filter(enabled=True))
        if not endpoints:
            position.delete()
            Known.objects.all().delete()
            return 0
        lines = list(journal.lines_after(position.version).values_list("version", "tags"))
        if not lines:
            return 0
        tags = {tag for _version, text in lines for tag in text.split()}
        if not journal.lines_after(0).filter(version__lte=position.version).exists():
            # The lines since then are not all there.
            tags.add(EVERYTHING)
        touched = {int(tag.removeprefix(_PAGE)) for tag in tags if tag.startswith(_PAGE)}
        changes = [*learn(touched, not tags.isdisjoint({STRUCTURE, EVERYTHING})), *shared(tags)]
        made = _deliver(endpoints, changes)
        position.version = lines[-1][0] or 0
        position.save(update_fields=["version"])
    return made


def _deliver(endpoints: Iterable[Endpoint], changes: Iterable[Change]) -> int:
    deliveries = [
        Delivery(
            endpoint=endpoint,
            event=change.event,
            subject=change.subject,
            language=change.language,
            data=change.data,
        )
        for change in changes
        for endpoint in endpoints
        if endpoint.wants(change.event, change.language)
    ]
    Delivery.objects.bulk_create(deliveries, batch_size=500)
    return len(deliveries)
