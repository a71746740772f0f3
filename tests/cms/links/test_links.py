"""Links that lead nowhere are found, and nobody is asked who is not on the public web."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse

from cms.links import web
from cms.links.models import BrokenLink, Problem
from tests.factories import PostFactory, block, make_document, set_body


def page_link(key):
    return f'<p><a linktype="page" id="{key}">x</a></p>'


@pytest.fixture
def post(publication):
    return PostFactory(parent=publication.indexes["en"])


def found():
    return set(BrokenLink.objects.values_list("target", "problem"))


def test_links_inside_that_lead_nowhere_are_found(post, publication):
    hidden = PostFactory(parent=publication.indexes["en"], title="Hidden", live=False)
    gone = PostFactory(parent=publication.indexes["en"])
    document, lost = make_document(), make_document()
    set_body(
        post,
        block("text", page_link(hidden.pk) + page_link(gone.pk) + page_link(post.pk)),
        block(
            "quote",
            {
                "text": f'<p><a linktype="document" id="{document.pk}">x</a></p>',
                "note": f'<p><a linktype="document" id="{lost.pk}">x</a></p>',
            },
        ),
    )
    expected = {
        ("Hidden", Problem.PAGE_HIDDEN),
        (f"#{gone.pk}", Problem.PAGE_GONE),
        (f"#{lost.pk}", Problem.DOCUMENT_GONE),
    }
    gone.delete()
    lost.delete()

    call_command("check_links")
    assert found() == expected
    call_command("check_links")
    assert len(BrokenLink.objects.all()) == 3


def test_what_was_mended_is_reported_no_more(post):
    set_body(post, block("text", page_link(0)))
    call_command("check_links")
    assert BrokenLink.objects.exists()
    set_body(post, block("text", "<p>Nothing</p>"))
    call_command("check_links")
    assert not BrokenLink.objects.exists()


class Answers(BaseHTTPRequestHandler):
    """``/404`` answers 404, ``/to/…`` leads on, ``/get`` knows GET only."""

    def do_HEAD(self):
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
        elif self.path == "/get":
            self.send_response(405)
        else:
            self.send_response(int(self.path[1:] or 200))
        self.end_headers()

    def do_GET(self):
        self.send_response(200 if self.path == "/get" else 404)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def loopback_is_public(monkeypatch):
    monkeypatch.setattr(web, "_is_public", lambda ip, port: ip == "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/200", None),
        ("/403", None),
        ("/404", Problem.NOT_FOUND),
        ("/410", Problem.NOT_FOUND),
        ("/get", None),
        ("/to//200", None),
        ("/to//404", Problem.NOT_FOUND),
        ("/to/http://10.0.0.1/", Problem.REFUSED),
        ("/to/file:///etc/passwd", Problem.REFUSED),
    ],
)
def test_the_web_is_asked(host, loopback_is_public, path, problem):
    assert web.problem_of(host + path) is problem


def test_an_address_where_nobody_is_does_not_answer(loopback_is_public):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert web.problem_of(f"http://127.0.0.1:{free.getsockname()[1]}/") is Problem.NO_ANSWER


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.0.1/",
        "http://0.0.0.0/",
        "http://localhost/",
        "http://224.0.0.1/",
        "http://1.1.1.1:22/",
        "ftp://example.org/",
        "http:///",
    ],
)
def test_nobody_is_asked_who_is_not_on_the_public_web(monkeypatch, address):
    asked = []
    monkeypatch.setattr(web, "_request", lambda *args: asked.append(args))
    assert web.problem_of(address) is Problem.REFUSED
    assert asked == []


def test_addresses_are_asked_only_where_that_is_said(post, host, loopback_is_public):
    address = f"{host}/404"
    set_body(post, block("source", {"publication": "x", "url": address}))
    call_command("check_links")
    assert found() == set()
    call_command("check_links", web=True)
    assert found() == {(address, Problem.NOT_FOUND)}
    call_command("check_links")
    assert found() == {(address, Problem.NOT_FOUND)}, "it stays until the web is asked again"


def test_the_report_leads_to_the_page(post, client):
    set_body(post, block("text", page_link(0)))
    call_command("check_links")
    client.force_login(get_user_model().objects.create_superuser("editor"))
    content = client.get(reverse("broken_links")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[post.pk]) in content
    assert "the page was deleted" in content


def test_the_report_is_for_editors_only(client, publication):
    client.force_login(get_user_model().objects.create_user("somebody"))
    assert client.get(reverse("broken_links")).status_code == 302
