"""A Redis server of a test's own, which can be stopped and started."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conftest import missing


class Redis:
    """The server, in a process of its own. It keeps nothing when it is stopped.

    Attributes:
        address: ``redis://127.0.0.1:PORT/0``.
    """

    def __init__(self) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self._port = listener.getsockname()[1]
        self.address = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it unless it is up, and wait until it takes connections."""
        if self._process is not None:
            return
        command = ["redis-server", "--port", str(self._port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        pytest.fail("redis-server does not start")

    def stop(self) -> None:
        """Kill it: connections are refused."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let it hang: it takes connections, and never answers."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)


@contextmanager
def new_redis() -> Iterator[Redis]:
    """Give a Redis server that is up; the test is skipped where there is none."""
    if shutil.which("redis-server") is None:
        missing("There is no redis-server")
    redis = Redis()
    redis.start()
    try:
        yield redis
    finally:
        redis.stop()
