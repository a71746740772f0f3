"""Posting something to an address of the public web, within a time."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.http import parse_http_date_safe
from requests.utils import requote_uri

from cms.outside import InsideError, locate, parse, within
from cms.webhooks.addresses import PORTS
from cms.webhooks.models import Problem

#: How much of an answer is kept.
_KEPT = 200
#: For how many seconds a server can ask to be left alone. No delivery waits for longer.
_LONGEST = 24 * 60 * 60


@dataclass
class Answer:
    """What came of it.

    Attributes:
        problem: what went wrong; None where the answer says that it did not.
        status: HTTP's; None where there is no answer.
        beginning: of the answer.
        asks_for: how long the server asks to be left alone, by ``Retry-After``; None where it does
            not.
    """

    problem: Problem | None
    status: int | None = None
    beginning: str = ""
    asks_for: timedelta | None = None


@dataclass
class _Exchange:
    """One request, in a thread of its own: neither a resolver nor a slow answer can hold it up."""

    address: SplitResult
    body: bytes
    headers: dict[str, str]
    ends: float
    answer: Answer = field(default_factory=lambda: Answer(Problem.TOO_SLOW))
    sock: socket.socket | None = None

    def run(self) -> None:
        try:
            self.answer = self._exchange()
        except InsideError:
            self.answer = Answer(Problem.REFUSED)
        except TimeoutError:
            self.answer = Answer(Problem.TOO_SLOW)
        except (OSError, http.client.HTTPException, ValueError):
            self.answer = Answer(Problem.NO_ANSWER)

    def _exchange(self) -> Answer:
        host, secure = self.address.hostname or "", self.address.scheme == "https"
        port = self.address.port or PORTS[self.address.scheme]
        ips = locate(host, port, settings.WEBHOOKS_NETWORKS)
        ours = all(within(parse(ip), settings.WEBHOOKS_NETWORKS) for ip in ips)
        if not (secure or settings.DEBUG or ours):
            raise InsideError(host)
        self.sock = self._connect(ips, port)
        self.sock.settimeout(self._left())
        connection = http.client.HTTPConnection(host, port)
        if secure:
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(host, port, context=context)
            self.sock = context.wrap_socket(self.sock, server_hostname=host)
        connection.sock = self.sock
        try:
            path = (self.address.path or "/") + (
                f"?{self.address.query}" * bool(self.address.query)
            )
            self.sock.settimeout(self._left())
            connection.request("POST", path, self.body, self.headers)
            response = connection.getresponse()
            beginning = response.read(_KEPT).decode(errors="replace").replace("\x00", "")
            asks_for = _rest(response.getheader("Retry-After", ""))
            return Answer(_problem(response.status), response.status, beginning, asks_for)
        finally:
            connection.close()

    def _connect(self, ips: Sequence[str], port: int) -> socket.socket:
        """Connect to the first of some addresses that takes it; each has its share of the time.

        Raises:
            OSError: none does.
        """
        for place, ip in enumerate(ips[:-1]):
            with suppress(OSError):
                return socket.create_connection((ip, port), self._left() / (len(ips) - place))
        return socket.create_connection((ips[-1], port), self._left())

    def _left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: there are none.
        """
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def post(address: str, body: bytes, headers: dict[str, str], seconds: float) -> Answer:
    """Post to an address. Redirects are not followed: what they lead to was not checked.

    Args:
        seconds: how long it may take, all in all.
    """
    exchange = _Exchange(urlsplit(requote_uri(address)), body, headers, time.monotonic() + seconds)
    thread = threading.Thread(target=exchange.run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not thread.is_alive():
        return exchange.answer
    if exchange.sock is not None:
        with suppress(OSError):
            exchange.sock.shutdown(socket.SHUT_RDWR)
    return Answer(Problem.TOO_SLOW)


def _rest(text: str) -> timedelta | None:
    """Return what ``Retry-After`` says, in either of its forms (RFC 9110, 10.2.3)."""
    if text.isascii() and text.isdigit():
        # Python reads no number that is very long.
        digits = text.lstrip("0")
        return timedelta(seconds=min(int(digits[:9] or "0"), _LONGEST))
    at = parse_http_date_safe(text)
    return None if at is None else timedelta(seconds=min(max(at - time.time(), 0), _LONGEST))


def _problem(status: int) -> Problem | None:
    if 200 <= status < 300:
        return None
    return Problem.GONE if status == http.client.GONE else Problem.STATUS
