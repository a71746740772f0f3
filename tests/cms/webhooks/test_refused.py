"""Where nothing is sent to: addresses inside the network, and servers that nobody vouches for."""

import pytest

from cms.webhooks.models import Endpoint, Problem, State
from tests.cms.webhooks.deliveries import only, send, waiting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:1/",
        "https://localhost:1/",
        "https://2130706433:1/",
        "https://0x7f.1:1/",
        "https://[::1]:1/",
        "https://[::ffff:127.0.0.1]:1/",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_no_address_inside_the_network_is_called(publication, address, monkeypatch):
    called = []
    monkeypatch.setattr("socket.create_connection", lambda *args: called.append(args))
    waiting(Endpoint.objects.create(name="Inside", address=address))
    send()

    assert called == []
    assert only().problem == Problem.REFUSED


def test_a_name_that_changes_what_it_stands_for_is_called_where_it_was_checked(
    endpoint, server, monkeypatch
):
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked = []

    def resolve(host, port, *args, **kwargs):
        if host != "rebinding.example.org":
            return [(2, 1, 6, "", (host, port))]
        asked.append(host)
        return [(2, 1, 6, "", (next(answers), port))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    Endpoint.objects.update(address=f"http://rebinding.example.org:{server.server_port}/hook")
    waiting(endpoint)
    send()

    assert asked == ["rebinding.example.org"]
    ((_method, _path, headers, _body),) = server.asked
    assert headers["Host"] == f"rebinding.example.org:{server.server_port}"


@pytest.fixture
def resolved(endpoint, server, monkeypatch):
    """Has the endpoint be one of a name, which stands for some addresses."""

    def resolve_to(*ips: str) -> None:
        def resolve(host, port, *args, **kwargs):
            found = ips if host == "several.example.org" else [host]
            return [(2, 1, 6, "", (ip, port)) for ip in found]

        monkeypatch.setattr("socket.getaddrinfo", resolve)
        Endpoint.objects.update(address=f"http://several.example.org:{server.server_port}/hook")

    return resolve_to


def test_where_one_address_of_a_name_does_not_answer_another_does(endpoint, server, resolved):
    resolved("127.0.0.3", "127.0.0.2", "127.0.0.1")
    waiting(endpoint)
    send()

    assert only().state == State.DONE
    assert len(server.asked) == 1


def test_where_no_address_of_a_name_answers_it_is_tried_again(endpoint, server, resolved):
    resolved("127.0.0.3", "127.0.0.2")
    waiting(endpoint)
    send()

    assert (only().state, only().problem) == (State.PENDING, Problem.NO_ANSWER)


def test_a_name_of_which_one_address_is_inside_is_called_at_none(endpoint, server, resolved):
    resolved("127.0.0.1", "10.0.0.1")
    waiting(endpoint)
    send()

    assert server.asked == []
    assert only().problem == Problem.REFUSED


def test_nothing_goes_unencrypted_over_the_public_web(publication, settings, monkeypatch):
    called = []
    monkeypatch.setattr("socket.create_connection", lambda *args: called.append(args))
    settings.DEBUG = False
    waiting(Endpoint.objects.create(name="Plain", address="http://1.1.1.1/"))
    send()

    assert called == []
    assert only().problem == Problem.REFUSED


def test_a_server_whose_certificate_nobody_knows_is_told_nothing(endpoint, server):
    Endpoint.objects.update(address=f"https://127.0.0.1:{server.server_port}/hook")
    waiting(endpoint)
    send()

    assert server.asked == []
    assert only().problem == Problem.NO_ANSWER
