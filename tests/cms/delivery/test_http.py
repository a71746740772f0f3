"""What clients and caches get over the wire: validators, encodings, and who may keep what."""

import gzip
import time
from urllib.parse import quote

import brotli
import pytest
import zstandard

from tests.cms.delivery.served.installation import installed

PAGES = "/api/v2/pages/?fields=*"
KEEPING = "public, max-age=0, s-maxage=60, stale-while-revalidate=30"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with installed("sqlite", tmp_path_factory.mktemp("var")) as made:
        made.variables |= {
            "CDN_MAX_AGE": "60",
            "CDN_STALE_WHILE_REVALIDATE": "30",
            "CORS_ALLOWED_ORIGINS": "https://front.example",
        }
        made.migrate()
        server = made.server()
        assert server.ask("/test/begin/").status == 200
        yield server


@pytest.fixture
def ask(server):
    """Ask for an address: ``ask("/api/v2/site/", if_none_match="*")``."""
    return server.ask


@pytest.fixture(scope="module")
def settled(server):
    """The answer once it has a Last-Modified: not in the second in which it was made."""
    server.ask(PAGES)
    while "last-modified" not in (reply := server.ask(PAGES)).headers:
        time.sleep(0.1)
    return reply


# --- Validators ---


def test_an_answer_has_validators(settled):
    assert settled.headers["etag"].startswith('"')
    assert settled.headers["last-modified"].endswith(" GMT")


@pytest.mark.parametrize(
    "sent",
    ['{etag}', 'W/{etag}', '"other", {etag}', 'W/"other",{etag} ,"third"', "*"],
)  # fmt: skip
def test_who_has_it_is_told_so_without_a_body(ask, settled, sent):
    reply = ask(PAGES, if_none_match=sent.format(etag=settled.headers["etag"]))

    assert (reply.status, reply.body) == (304, b"")
    for name in ("etag", "last-modified", "cache-control", "vary", "cache-tag"):
        assert reply.headers[name] == settled.headers[name]
    assert "content-type" not in reply.headers


@pytest.mark.parametrize("sent", ['"other"', "other", "", 'W/"other"'])
def test_who_has_something_else_gets_it(ask, settled, sent):
    reply = ask(PAGES, if_none_match=sent, if_modified_since=settled.headers["last-modified"])

    assert (reply.status, reply.body) == (200, settled.body)


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("{}", 304),
        ("Sat, 01 Jan 2050 00:00:00 GMT", 304),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 200),
        ("yesterday", 200),
    ],
)
def test_who_has_it_since_then_is_told_so(ask, settled, since, status):
    sent = since.format(settled.headers["last-modified"])

    assert ask(PAGES, if_modified_since=sent).status == status


def test_head_has_the_headers_and_no_body(ask, settled):
    reply = ask(PAGES, "HEAD")

    assert (reply.status, reply.body) == (200, b"")
    for name in ("etag", "content-length", "content-type", "cache-control", "cache-tag"):
        assert reply.headers[name] == settled.headers[name]
    assert ask(PAGES, "HEAD", if_none_match=settled.headers["etag"]).status == 304


@pytest.mark.parametrize("address", ["/api/v2/pages/999999/", "/en/nothing/", "/api/v2/site/?x=1"])
def test_head_of_an_error_has_no_body(ask, address):
    assert ask(address, "HEAD")._replace(headers={}) == ask(address)._replace(headers={}, body=b"")


def test_a_change_gives_another_validator(ask, settled):
    address = "/api/v2/categories/"
    etag = ask(address).headers["etag"]
    ask("/test/change/rename_a_category/http/")

    assert ask(f"{address}?locale=he", if_none_match=etag).status == 200


def test_a_change_that_leaves_an_answer_as_it_is_leaves_its_validator(ask):
    address = "/api/v2/openapi.json"
    etag = ask(address).headers["etag"]
    ask("/test/change/add_a_category/http/")

    assert ask(address, if_none_match=etag).status == 304


# --- Encodings ---

DECODE = {
    "": lambda body: body,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.9, br;q=0.1", "gzip"),
        ("br;q=0, *;q=0.5", "zstd"),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("compress", ""),
    ],
)
def test_a_body_comes_in_the_best_encoding_that_the_client_takes(ask, accepted, encoding):
    plain, reply = ask(PAGES), ask(PAGES, accept_encoding=accepted)

    assert reply.headers.get("content-encoding", "") == encoding
    assert DECODE[encoding](reply.body) == plain.body
    assert reply.headers["content-length"] == str(len(reply.body))
    assert "accept-encoding" in reply.headers["vary"].lower()
    assert (reply.headers["etag"] == plain.headers["etag"]) is (encoding == "")
    again = ask(PAGES, accept_encoding=accepted, if_none_match=reply.headers["etag"])
    assert again.status == 304


# --- Who may keep what ---


@pytest.mark.parametrize(
    "address",
    [
        PAGES,
        "/api/v2/pages/find/?id=3",
        "/api/v2/site/",
        "/api/v2/resolve/?path=/en/stories/doors/",
        "/api/v2/openapi.json",
        "/en/",
    ],
)
def test_what_is_public_may_be_kept_as_long_as_the_settings_say(ask, address):
    reply = ask(address)

    if reply.status == 200:
        assert reply.headers["cache-control"] == KEEPING
        assert reply.headers["cache-tag"].split(",") == reply.headers["surrogate-key"].split()
    else:
        assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v2/resolve/?path=/en/nothing/", 404),
        ("/api/v2/resolve/", 400),
        ("/api/v2/pages/999999/", 404),
        ("/api/v2/pages/?limit=x", 400),
        ("/api/v2/pages/find/?html_path=/nothing/", 404),
        ("/api/v2/pages/find/?html_path=/en/", 302),
        ("/api/v2/nothing/", 404),
        ("/api/v2/site", 301),
        ("/en/nothing/", 404),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_no_answer_is_kept_nowhere(ask, address, status, method):
    for _ in range(2):
        reply = ask(address, method, if_none_match="*")

        assert reply.status == status
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers


def test_what_is_asked_with_credentials_is_not_given_from_the_cache(ask):
    reply = ask(PAGES, authorization="Bearer x")

    assert reply.status == 200
    assert "etag" not in reply.headers


def test_what_a_front_end_reads_is_not_given_to_another(ask):
    ours = ask(PAGES, origin="https://front.example")
    other = ask(PAGES, origin="https://else.example")

    assert ours.headers["access-control-allow-origin"] == "https://front.example"
    assert "access-control-allow-origin" not in other.headers
    for reply in (ours, other, ask(PAGES)):
        assert "origin" in reply.headers["vary"].lower()


def test_what_is_restricted_is_kept_nowhere(ask):
    ask("/test/change/restrict/http/")
    try:
        paths = ("en/stories", "fr/articles", quote("he/סיפורים"))
        replies = [ask(f"/api/v2/resolve/?path=/{path}/") for path in paths]
        assert 403 in {reply.status for reply in replies}
        for reply in replies:
            if reply.status == 403:
                assert reply.headers["cache-control"] == "no-store"
    finally:
        ask("/test/change/open/http/")
