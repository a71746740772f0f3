"""Readers: many at once, each of whom asks for one thing after the other, and looks at it."""

import asyncio
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle, islice
from math import ceil

from torture.editor import EDITION

_EDITIONS = re.compile(EDITION.encode())
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

#: After how many seconds an answer counts as none.
_PATIENCE = 60


@dataclass
class Seen:
    """What readers saw.

    Attributes:
        times: how many seconds each answer took.
        wrong: sentences about answers that should not be: stale ones, half-published ones, and
            errors; as many as fit on a screen.
        errors: how many answers were errors, by their status.
        unanswered: how many requests got no answer.
        stale, torn: how many answers were out of date, or of two editions at once.
    """

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    errors: dict[int, int] = field(default_factory=dict)
    unanswered: int = 0
    stale: int = 0
    torn: int = 0

    def percentile(self, percent: int) -> float:
        """Return the milliseconds within which so many of 100 answers were there."""
        times = sorted(self.times)
        return times[ceil(len(times) * percent / 100) - 1] * 1000 if times else 0.0

    def note(self, sentence: str) -> None:
        """Keep a sentence about an answer, if there are not very many."""
        if len(self.wrong) < 20:
            self.wrong.append(sentence)


class Readers(threading.Thread):
    """Readers in a thread.

    Attributes:
        seen: what they saw.
    """

    def __init__(
        self, port: int, addresses: list[str], count: int, acknowledged: Callable[[], int]
    ) -> None:
        """Prepare to read.

        Args:
            port: the server's.
            addresses: what each of them asks for, over and over; all show the edition.
            count: how many there are.
            acknowledged: gives the number of the last edition that was acknowledged.
        """
        super().__init__(daemon=True)
        self._port = port
        self._addresses = addresses
        self._count = count
        self._acknowledged = acknowledged
        self._ended = False
        self.seen = Seen()

    def stop(self) -> None:
        """Let all of them finish what they read."""
        self._ended = True
        self.join()

    def run(self) -> None:
        asyncio.run(self._read_all())

    async def _read_all(self) -> None:
        await asyncio.gather(*(self._read(number) for number in range(self._count)))

    async def _read(self, number: int) -> None:
        addresses = islice(cycle(self._addresses), number % len(self._addresses), None)
        connection = None
        while not self._ended:
            address = next(addresses)
            newest, begun = self._acknowledged(), time.perf_counter()
            try:
                async with asyncio.timeout(_PATIENCE):
                    if connection is None:
                        connection = await asyncio.open_connection("127.0.0.1", self._port)
                    status, body = await _ask(*connection, address, self._port)
            except (OSError, EOFError, TimeoutError) as error:
                self.seen.unanswered += 1
                self.seen.note(f"{address}: no answer ({type(error).__name__})")
                if connection is not None:
                    connection[1].close()
                connection = None
                await asyncio.sleep(0.05)
                continue
            self.seen.times.append(time.perf_counter() - begun)
            self._look_at(address, status, body, newest)
        if connection is not None:
            connection[1].close()

    def _look_at(self, address: str, status: int, body: bytes, newest: int) -> None:
        if status != 200:
            self.seen.errors[status] = self.seen.errors.get(status, 0) + 1
            self.seen.note(f"{address}: status {status}")
            return
        editions = {int(number) for number in _EDITIONS.findall(body)} or {0}
        if len(editions) > 1:
            self.seen.torn += 1
            self.seen.note(f"{address}: of editions {sorted(editions)} at once")
        if min(editions) < newest:
            self.seen.stale += 1
            self.seen.note(f"{address}: edition {min(editions)} after {newest} was acknowledged")


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str, port: int
) -> tuple[int, bytes]:
    """Ask for a path and query; return the status, and the body.

    Raises:
        OSError, EOFError: no whole answer came.
    """
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length is None:
        raise ConnectionError("the answer does not say how long it is")
    body = await reader.readexactly(int(length[1]))
    return int(head[9:12]), body
