"""Sending something again."""

from django.utils import timezone

from cms.webhooks.models import Delivery, State, tomorrow


def replay(delivery: Delivery) -> None:
    """Have a delivery sent again, for a day, whatever became of it.

    The receiver knows it by the same key: what took it the first time can pass over it.
    """
    delivery.state, delivery.attempts, delivery.problem = State.PENDING, 0, ""
    delivery.due_at, delivery.expires_at = timezone.now(), tomorrow()
    delivery.save(update_fields=["state", "attempts", "problem", "due_at", "expires_at"])
