"""A server that plays a service which Mosaic talks to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """Keeps what it is asked.

    Attributes:
        status: of its answers; ``statuses`` are those of the next ones.
        location: where its answers say that something else is, if not empty.
        retry_after: until when its answers ask to be left alone, if not empty.
        reply: gives the JSON of an answer, by the path and the body; without it there is none.
        asked: method, path, headers, and body of each request.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.statuses: list[int] = []
        self.location = self.retry_after = ""
        self.reply: Callable[[str, str], Any] | None = None
        self.asked: list[tuple[str, str, dict[str, str], str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else self.server.status
        self.send_response(status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        if self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        self.end_headers()
        if self.server.reply and status == 200:
            self.wfile.write(json.dumps(self.server.reply(self.path, body)).encode())

    do_POST = do_PURGE = answer  # noqa: N815  the names are http.server's

    def log_message(self, *args: Any) -> None:
        """Tests are quiet."""


@contextmanager
def serving() -> Iterator[Server]:
    """Serve until the context ends."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
