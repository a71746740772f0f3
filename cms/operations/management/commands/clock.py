"""Run what happens at a time."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from cms.operations.clock import Clock


class Command(BaseCommand):
    """For a process that is always there: one clock is enough for all servers."""

    help = (
        "Run what happens at a time, until it is stopped: scheduled publishing, webhooks, and what "
        "CDNs could not be told, every minute; cleaning up, and looking for broken links, every "
        "night"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Go until SIGTERM or SIGINT, which let the command at hand come to its end."""
        # Once it goes, it waits for a database that is away; one that never answered is not there.
        connection.ensure_connection()
        ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
        clock = Clock(settings.CLOCK_EVERY_MINUTE, settings.CLOCK_EVERY_NIGHT)
        clock.go(ended, timezone.localtime)
