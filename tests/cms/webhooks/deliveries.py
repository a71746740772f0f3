"""Deliveries, sent when a test says so."""

from django.utils import timezone

from cms.webhooks.models import Delivery, Endpoint, Position, State
from cms.webhooks.sending import send_due


def waiting(endpoint, page_id=1, **fields):
    """A delivery about a page that was left a while ago."""
    return Delivery.objects.create(
        endpoint=endpoint,
        event="page.unpublished",
        subject=f"page-{page_id}",
        data={"id": page_id, "locale": "en"},
        **fields,
    )


def send():
    """Send what is due; return when the next is."""
    return send_due(20, 5)


def make_due():
    """Let the time pass that everything waits for."""
    Delivery.objects.filter(state=State.PENDING).update(due_at=timezone.now())
    Endpoint.objects.update(rests_until=None, leased_until=None)
    Position.objects.update(wakes_at=timezone.now())


def only():
    """Return the only delivery there is."""
    return Delivery.objects.get()
