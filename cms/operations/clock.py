"""What happens at a time, and not after a change."""

import logging
import shlex
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.core.management import CommandError, call_command
from django.db import close_old_connections, connections

from cms.operations.errors import sentence

log = logging.getLogger(__name__)

#: The hour in which the nightly commands are run, in the publication's time zone.
NIGHT = 3

#: Every how many seconds the others are.
MINUTE = 60


class Clock:
    """Runs some commands every minute, and others every night.

    Those of the night may take hours: one follows another in a thread of their own. What fails is
    logged, keeps nothing else from being run, and is run again at its next time. Where two clocks
    run, each command finds nothing to do that the other one has done.

    Args:
        every_minute, every_night: commands, each with its options in one line, as after
            ``manage.py``.
    """

    def __init__(self, every_minute: Iterable[str], every_night: Iterable[str]) -> None:
        self._every_minute = list(every_minute)
        self._every_night = list(every_night)
        self._last_night: date | None = None
        self._nightly: threading.Thread | None = None

    def go(self, ended: threading.Event, now: Callable[[], datetime]) -> None:
        """Go until the event is set.

        Args:
            ended: ends it, once the commands of the minute are done.
            now: gives the time, in the publication's time zone.
        """
        while not ended.is_set():
            self.tick(now())
            ended.wait(MINUTE)

    def tick(self, now: datetime) -> None:
        """Run what is due at a time; begin with what is due at night."""
        if self.is_night(now):
            self._last_night = now.date()
            self._nightly = threading.Thread(target=_run_apart, args=(self._every_night,))
            self._nightly.daemon = True
            self._nightly.start()
        _run(self._every_minute)

    def is_night(self, now: datetime) -> bool:
        """Whether the nightly commands are due: once a night, and not while they are still run."""
        is_running = self._nightly is not None and self._nightly.is_alive()
        return now.hour == NIGHT and now.date() != self._last_night and not is_running


def _run(lines: Iterable[str]) -> None:
    for line in lines:
        close_old_connections()
        try:
            call_command(*shlex.split(line))
        # A command that ends its process is one that fails, too.
        except (Exception, SystemExit) as error:
            # What a command says, and an engine that does not answer, need no traceback.
            said = str(error) if isinstance(error, CommandError) else sentence(error)
            log.error("The command %s failed. %s", line, said or "", exc_info=said is None)


def _run_apart(lines: Iterable[str]) -> None:
    try:
        _run(lines)
    finally:
        connections.close_all()
