"""The server that is measured: granian with one worker, started as ``deploy/serve`` does."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

#: How many threads answer, and how memory is given to them, as in ``deploy/serve``.
BLOCKING_THREADS = 2
ALLOCATORS = {
    "MALLOC_ARENA_MAX": "1",
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0",
}

_START_SECONDS = 60

#: What everybody calls the server: the response cache keeps answers by it, too.
HOST = "127.0.0.1"

#: An address that is answered quickly.
_SMALL = "/function/api/v2/site/?locale=en"


class Reply(NamedTuple):
    """An answer; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class ServerError(Exception):
    """The server does not start, or does not answer."""


class Server:
    """The server in a process of its own, as a context: it is up inside.

    Attributes:
        port: where it listens on 127.0.0.1.
    """

    def __init__(self, variables: Mapping[str, str], log: Path) -> None:
        """Prepare it.

        Args:
            variables: the environment that it runs in.
            log: where what it says goes.
        """
        self._variables = {**variables, **ALLOCATORS}
        self._log = log
        self.port = free_port()

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "1", "--log-level", "warning"]
        command += ["--blocking-threads", str(BLOCKING_THREADS), "bench.wsgi:application"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command, env=self._variables, stdout=log, stderr=subprocess.STDOUT
            )
        self._wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self.settle()
            except OSError:
                time.sleep(0.2)
            else:
                return
        self.__exit__(None, None, None)
        raise ServerError(f"the server does not start:\n{self._log.read_text()[-2000:]}")

    def settle(self) -> None:
        """Wait until requests that nobody waits for any more are worked off: the last one is ours.

        Raises:
            OSError: it does not answer.
        """
        self.ask(_SMALL)

    def ask(self, address: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Ask for a path and query.

        Raises:
            OSError: it does not answer.
        """
        return ask(self.port, address, headers)

    def memory(self) -> int | None:
        """Return how many bytes of memory the worker has; None where the system does not say."""
        try:
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
            [worker] = children.read_text().split()
            lines = Path(f"/proc/{worker}/status").read_text().splitlines()
        except (OSError, ValueError):
            return None
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
        return int(kilobytes) * 1024


def ask(port: int, address: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Ask a server on this machine for a path and query.

    Raises:
        OSError: it does not answer.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Host": HOST, **(headers or {})})
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, fields, response.read())
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def environment(**variables: str) -> dict[str, str]:
    """Return an environment in which only these of Mosaic's variables are set."""
    kept = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"}
    return {name: value for name, value in os.environ.items() if name in kept} | variables
