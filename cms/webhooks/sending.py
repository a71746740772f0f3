"""Sending what is due: in order for each page, and to each endpoint by one process at a time."""

import time
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from cms.webhooks.attempts import attempt
from cms.webhooks.models import Delivery, Endpoint, State

#: For how long an endpoint is one process's own, if that says no more. An attempt takes less.
LEASE = timedelta(seconds=60)

#: For how many days the log is kept.
LOG_DAYS = 30


def send_due(seconds: float, patience: float) -> datetime | None:
    """Send what is due; return when the next of what waits is, or None where nothing waits.

    Args:
        seconds: after how long no other attempt is begun; each endpoint has its share of that.
        patience: how many seconds one attempt may take.
    """
    endpoints = list(Endpoint.objects.filter(enabled=True))
    for endpoint in endpoints:
        _send_to(endpoint, time.monotonic() + seconds / len(endpoints), patience)
    return next_due()


def next_due() -> datetime | None:
    """Return when something is to be sent next."""
    found: list[datetime] = []
    waiting = Delivery.objects.filter(state=State.PENDING, endpoint__enabled=True)
    firsts = waiting.values_list("endpoint__rests_until", "endpoint__leased_until")
    for rests_until, leased_until, due_at in firsts.annotate(first=Min("due_at")).order_by():
        found.append(max(at for at in (due_at, rests_until, leased_until) if at is not None))
    return min(found, default=None)


def forget() -> int:
    """Delete what the log need not have any more; return how much."""
    old = Delivery.objects.filter(happened_at__lt=timezone.now() - timedelta(days=LOG_DAYS))
    return old.exclude(state=State.PENDING).delete()[0]


def _due(endpoint: Endpoint) -> "QuerySet[Delivery]":
    """Return what may be sent now: of each subject, the first that waits, if it is due."""
    before = Delivery.objects.filter(
        endpoint=OuterRef("endpoint"),
        subject=OuterRef("subject"),
        state=State.PENDING,
        pk__lt=OuterRef("pk"),
    )
    waiting = endpoint.deliveries.filter(state=State.PENDING, due_at__lte=timezone.now())
    return waiting.filter(~Exists(before)).order_by("pk")


def _send_to(endpoint: Endpoint, ends: float, patience: float) -> None:
    """Send to one endpoint, unless another process does: that will look once more when it ends."""
    while time.monotonic() < ends and not _rests(endpoint) and _due(endpoint).exists():
        lease = uuid4().hex
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        mine = Endpoint.objects.filter(pk=endpoint.pk, lease=lease)
        if not Endpoint.objects.filter(free, pk=endpoint.pk, enabled=True).update(
            lease=lease, leased_until=now + LEASE
        ):
            return
        try:
            goes_on = _send_batch(endpoint, mine, ends, patience)
        finally:
            mine.update(leased_until=None)
        if not goes_on:
            return


def _send_batch(
    endpoint: Endpoint, mine: "QuerySet[Endpoint]", ends: float, patience: float
) -> bool:
    """Send some of it; return whether to go on."""
    endpoint.refresh_from_db()
    for delivery in _due(endpoint)[:100]:
        if time.monotonic() >= ends:
            return False
        if not mine.filter(enabled=True).update(leased_until=timezone.now() + LEASE):
            return False
        if not attempt(endpoint, delivery, patience):
            return False
    return True


def _rests(endpoint: Endpoint) -> bool:
    return endpoint.rests_until is not None and endpoint.rests_until > timezone.now()
