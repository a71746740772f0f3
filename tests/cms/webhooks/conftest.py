"""What the tests of webhooks share: a server that is told, and endpoints of its address."""

import json
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from typing import Any

import pytest
from standardwebhooks import Webhook

from blog.models import BlogPage
from cms.webhooks.models import Endpoint
from tests.factories import PostFactory
from tests.server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def loopback(settings: Any) -> None:
    """This machine may be called."""
    settings.WEBHOOKS_NETWORKS = [ip_network("127.0.0.0/8")]


@pytest.fixture
def endpoint(publication, server, loopback) -> Endpoint:
    """The server as an endpoint; it follows the journal from here on."""
    return Endpoint.objects.create(name="Front end", address=f"{server.address}/hook")


@pytest.fixture
def told(server: Server, endpoint: Endpoint) -> Callable[[], list[dict[str, Any]]]:
    """Return what the server was told since the last time, verified as a receiver does."""

    def payloads() -> list[dict[str, Any]]:
        found = []
        for _method, _path, headers, body in server.asked:
            found.append(Webhook(endpoint.secret).verify(body, headers))
        server.asked.clear()
        return found

    return payloads


@pytest.fixture
def pages_told(told) -> Callable[[], list[tuple[str, int]]]:
    """Return the same of pages only: what happened, and to which."""

    def pairs() -> list[tuple[str, int]]:
        return [(each["type"], each["data"]["id"]) for each in told() if "id" in each["data"]]

    return pairs


@pytest.fixture
def post(publication) -> BlogPage:
    """A live post, of before anybody listened."""
    return PostFactory(parent=publication.indexes["en"], title="Doors of Fez")


def keys(server: Server) -> list[str]:
    """Return the keys of what a server was sent, in order."""
    return [headers["webhook-id"] for _method, _path, headers, _body in server.asked]


def ids(server: Server) -> list[int]:
    """Return the pages that a server was told of, in order."""
    return [json.loads(body)["data"].get("id") for *_, body in server.asked]
