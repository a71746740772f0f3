"""A load generator for machines without wrk: sockets that ask, and time what they get."""

import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from math import ceil

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

#: Statuses whose answers have no body.
_WITHOUT_BODY = (b"204", b"304")


class _Connection:
    """A connection that has one request open at a time."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self._requests = requests
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._missing = 0
        self._head = b""
        self._asked = 0.0

    def ask(self) -> None:
        self._head, self._missing = b"", -1
        self._asked = time.perf_counter()
        self.socket.sendall(next(self._requests))

    def read(self) -> tuple[float, bool] | None:
        """Read what is there. Return seconds and success once the answer is whole.

        Raises:
            OSError: the server closed the connection, or does not say how long the body is.
        """
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        if self._missing < 0:
            self._head += chunk
            head, end, body = self._head.partition(b"\r\n\r\n")
            if not end:
                return None
            self._head = head
            self._missing = self._length() - len(body)
        else:
            self._missing -= len(chunk)
        if self._missing > 0:
            return None
        return time.perf_counter() - self._asked, self._head[9:10] in (b"2", b"3")

    def _length(self) -> int:
        """Return how long the body is."""
        if self._head[9:12] in _WITHOUT_BODY:
            return 0
        length = _LENGTH.search(self._head)
        if length is None:
            raise ConnectionError("the answer does not say how long it is")
        return int(length[1])


def load(
    port: int, requests: Sequence[bytes], seconds: float, connections: int, patience: float
) -> dict[str, float]:
    """Ask for all of these in turn on all connections, and return what wrk would.

    Args:
        port: of the server on this machine.
        requests: whole HTTP requests, whose answers have a Content-Length, or no body.
        seconds: for how long; until the first answer comes, where that takes longer.
        connections: how many requests are open at any time.
        patience: after how many seconds without any answer it is given up.
    """
    turns = cycle(requests)
    times: list[float] = []
    errors = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = _Connection(port, turns)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask()
        begun = time.perf_counter()
        while time.perf_counter() < begun + seconds or not (times or errors):
            ready = selector.select(patience)
            if not ready:
                errors += connections
                break
            for key, _ in ready:
                try:
                    done = key.data.read()
                    if done is not None:
                        times.append(done[0])
                        errors += not done[1]
                        key.data.ask()
                except OSError:
                    # Another one takes its place, as wrk has it.
                    errors += 1
                    selector.unregister(key.fileobj)
                    key.data.socket.close()
                    connection = _Connection(port, turns)
                    selector.register(connection.socket, selectors.EVENT_READ, connection)
                    connection.ask()
        taken = time.perf_counter() - begun
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    times.sort()
    return {
        "requests": len(times),
        "seconds": taken,
        "p50": _percentile(times, 50),
        "p99": _percentile(times, 99),
        "errors": errors,
    }


def _percentile(times: list[float], percent: int) -> float:
    """Return the milliseconds within which so many of 100 were done; times are in order."""
    return times[ceil(len(times) * percent / 100) - 1] * 1000 if times else 0.0
