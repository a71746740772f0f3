"""Who is told of changes: a server that keeps what it is told."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from torture.editor import EDITION


class Receiver(ThreadingHTTPServer):
    """Takes webhooks.

    Attributes:
        told: the number of the edition that each delivery tells of, by its key, in the order in
            which they first came.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told: dict[str, int] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        edition = re.search(EDITION, json.loads(body)["data"].get("title", ""))
        if edition:
            self.server.told.setdefault(self.headers["webhook-id"], int(edition[1]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Take webhooks until the context ends."""
    with Receiver() as receiver:
        thread = threading.Thread(target=receiver.serve_forever, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()
