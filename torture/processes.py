"""Processes that are started, killed, and started again."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_START_SECONDS = 90


class StartError(Exception):
    """A process does not start; its text says what it last said."""


class Process:
    """A program that is to be up, but may be killed.

    Attributes:
        name: what reports call it.
        pid: of the process that is up.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        variables: Mapping[str, str],
        log: Path,
        *,
        port: int | None = None,
        user: str | None = None,
    ) -> None:
        """Prepare it.

        Args:
            name: see above.
            command: the program and its arguments.
            variables: its environment.
            log: the file that what it says is added to.
            port: where it takes connections on 127.0.0.1 once it is up.
            user: who runs it, if not whoever runs this.
        """
        self.name = name
        self._command = list(command)
        self._variables = dict(variables)
        self._log = log
        self.port = port
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it, and wait until it is up.

        Raises:
            StartError: it does not come up.
        """
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=Path(__file__).parent.parent,
                env=self._variables,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
            )
        end = time.monotonic() + _START_SECONDS
        while not self._is_up():
            if self._process.poll() is not None or time.monotonic() > end:
                self.kill()
                said = self._log.read_text(errors="replace")[-2000:]
                raise StartError(f"{self.name} does not start:\n{said}")
            time.sleep(0.05)

    def _is_up(self) -> bool:
        return self.port is None or takes_connections(self.port)

    def keep_up(self) -> None:
        """Start it again where it ended by itself, as whoever runs it in production does."""
        if self._process is not None and self._process.poll() is not None:
            self.start()

    def kill(self) -> None:
        """Kill it and all that it started, whatever they are doing."""
        if self._process is None:
            return
        pids = [self._process.pid, *descendants(self._process.pid)]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        while any(map(_has_files, pids)):
            time.sleep(0.01)


class Server(Process):
    """Mosaic's server, which is up when it answers."""

    def _is_up(self) -> bool:
        assert self.port is not None
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def takes_connections(port: int) -> bool:
    """Whether somebody listens at a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def _has_files(pid: int) -> bool:
    """Whether a process that was killed is still about to end."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def descendants(pid: int) -> list[int]:
    """Return the processes that a process started, and those that these started."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in parentheses, may have spaces.
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found = list(parents.get(pid, ()))
    for child in found:
        found.extend(parents.get(child, ()))
    return found
