"""The server that is measured: granian with one worker, started as ``deploy/serve`` does."""

import http.client
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench.process import running

#: How many threads answer, and how memory is given to them, as in ``deploy/serve``.
BLOCKING_THREADS = 2
ALLOCATORS = {
    "MALLOC_ARENA_MAX": "1",
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0",
}

#: What everybody calls the server: the response cache keeps answers by it, too.
HOST = "127.0.0.1"

#: An address that is answered quickly.
_SMALL = "/function/api/v2/site/?locale=en"


class Reply(NamedTuple):
    """An answer; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


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
        self._stack = ExitStack()
        self._process = self._stack.enter_context(
            running(
                "the server",
                command,
                variables=self._variables,
                log=self._log,
                ask=self.settle,
                patience=60,
            )
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

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


def ask(
    port: int, address: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> Reply:
    """Ask a server on this machine for a path and query.

    Raises:
        OSError: it does not answer.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, address, headers={"Host": HOST, **(headers or {})})
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
