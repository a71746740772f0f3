"""Putting a server under load: with wrk, and with the client of our own."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import load
from bench.questions import Request
from bench.sides import CACHED, STOCK


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.add((self.path, self.headers.get("If-None-Match")))
        kind = self.path.rpartition("/")[2]
        self.send_response({"failing": 500, "known": 304}.get(kind, 200))
        if kind == "chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"1\r\na\r\n0\r\n\r\n")
            return
        body = b"" if kind == "known" else b"Mosaic" * 20_000
        if body:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if kind == "closing":
            self.close_connection = True
            return
        self.wfile.write(body)

    def log_message(self, *args):
        """Tests are quiet."""


class Server(ThreadingHTTPServer):
    """Keeps what it is asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = set()

    def handle_error(self, request, client_address):
        """A client that goes away before it has its answer is no error here."""


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def own_client(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)


def raw(*addresses):
    return [Request(address).raw(CACHED) for address in addresses]


@pytest.mark.usefixtures("own_client")
class TestOurOwnClient:
    def test_it_is_named(self):
        assert "own client" in load.tool()

    def test_it_asks_for_everything_in_turn(self, server):
        burst = load.burst(server.server_port, raw("/a", "/b", "/known"), 0.3)

        assert burst.requests > 3
        assert burst.per_second > 0
        assert 0 < burst.p50 <= burst.p99
        assert server.asked == {("/cached/a", None), ("/cached/b", None), ("/cached/known", None)}

    def test_it_waits_for_an_answer_that_takes_longer(self, server):
        assert load.burst(server.server_port, raw("/a"), 0).requests > 0

    @pytest.mark.parametrize("address", ["/failing", "/closing", "/chunked"])
    def test_what_fails_is_an_error(self, server, address):
        with pytest.raises(load.LoadError, match=f"GET /cached{address}"):
            load.burst(server.server_port, raw(address), 0.2)


class TestWrk:
    @pytest.fixture(autouse=True)
    def _there(self):
        if shutil.which("wrk") is None:
            pytest.skip("There is no wrk")

    def test_it_is_named(self):
        assert load.tool().startswith("wrk ")

    def test_it_asks_for_everything_in_turn(self, server):
        burst = load.burst(server.server_port, raw("/a", "/b"), 1)

        assert burst.requests > 2
        assert 0 < burst.p50 <= burst.p99
        assert server.asked == {("/cached/a", None), ("/cached/b", None)}

    def test_what_fails_is_an_error(self, server):
        with pytest.raises(load.LoadError, match="GET /cached/failing"):
            load.burst(server.server_port, raw("/failing"), 1)


def test_a_request_goes_to_its_side_with_its_headers():
    request = Request("/api/v2/pages/1/", {"If-None-Match": '"1"'})

    assert request.raw(STOCK) == (
        b'GET /stock/api/v2/pages/1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: "1"\r\n\r\n'
    )
