"""What is known of a task that is not done, wherever it waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What a task is at."""

    READY = "ready", _("waiting")
    RUNNING = "running", _("running")
    FAILED = "failed", _("failed")


@dataclass(frozen=True)
class Waiting:
    """A task that is not done.

    Attributes:
        key: what it is known by where it waits.
        name: of its function.
        attempts: how often it was begun.
        enqueued_at: since when it waits.
        error: the last line of what went wrong, empty where nothing did.
    """

    key: str
    name: str
    state: State
    attempts: int
    enqueued_at: datetime
    error: str
