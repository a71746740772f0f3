"""When something is sent: after each transaction that changed something public."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.delivery.signals import changing
from cms.tasks.after import after_commit
from cms.webhooks.models import Endpoint, Position
from cms.webhooks.relay import start
from cms.webhooks.tasks import send_webhooks


@receiver(post_save, sender=Endpoint)
def start_following(instance: Endpoint, **kwargs: Any) -> None:
    """Follow the journal from the moment on that somebody is to be told."""
    if instance.enabled:
        start()


@receiver(changing)
def send_after_commit(**kwargs: Any) -> None:
    """Send what changes; where nobody listens, that is all it costs."""
    if Position.objects.exists():
        after_commit(send_webhooks)
