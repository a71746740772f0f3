import gzip
import threading
import time
from datetime import datetime

import brotli
import pytest
import zstandard
from django.core.cache import caches

from cms.delivery import journal
from cms.delivery.days import DAY
from cms.delivery.encodings import COMPRESSIONS
from cms.delivery.journal import Version
from cms.delivery.response_cache import VERSION, ResponseCache
from tests.cms.delivery.wsgi import ask
from tests.factories import CategoryFactory

PAGES = "/api/v2/pages/"


class Application:
    """A WSGI application that counts how often it is asked, and says so in its answers."""

    def __init__(
        self, status="200 OK", headers=(("Cache-Tag", "everything"),), body="Mosaic " * 99
    ):
        self.status = status
        self.headers = [("Content-Type", "text/plain"), *headers]
        self.body = body
        self.asked = []

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, self.headers)
        return [self.body.encode(), str(len(self.asked)).encode()]


@pytest.fixture(autouse=True, params=["memory", "redis"])
def _empty_response_cache(request):
    """Everything holds where answers are in the process's own memory, and where they are not."""
    if request.param == "redis":
        request.getfixturevalue("redis")
    caches["responses"].clear()


@pytest.fixture(autouse=True)
def _in_one_second(monkeypatch):
    """All happens within one second: answers differ in nothing but what the test is about."""
    version = journal.version
    monkeypatch.setattr(journal, "version", lambda: version()._replace(now=1_750_000_000))


@pytest.fixture
def inside():
    return Application()


@pytest.fixture
def cache(inside, db):
    return ResponseCache(inside)


def test_an_answer_is_rendered_once(cache, inside):
    first, second = ask(cache, PAGES), ask(cache, PAGES)

    assert second == first
    assert first.body.endswith(b"Mosaic 1")
    assert len(inside.asked) == 1


def test_a_change_of_anything_public_has_it_rendered_again(cache):
    first = ask(cache, PAGES)
    CategoryFactory()

    assert ask(cache, PAGES).body != first.body


def test_the_application_is_told_the_version_that_the_answer_is_kept_under(cache, inside):
    ask(cache, PAGES)

    assert inside.asked[0][VERSION] == journal.version().token


def test_an_answer_that_something_is_committed_into_is_made_once_more(inside, db):
    def changing(environ, start_response):
        if not inside.asked:
            CategoryFactory()
        return inside(environ, start_response)

    cache = ResponseCache(changing)

    # What was made in the meantime may have one half from before, and one from after.
    assert ask(cache, PAGES).body.endswith(b"Mosaic 2")
    versions = [environ[VERSION] for environ in inside.asked]
    assert len(set(versions)) == 2


def test_where_everything_changes_all_the_time_an_answer_is_given_all_the_same(inside, db):
    def changing(environ, start_response):
        CategoryFactory()
        return inside(environ, start_response)

    assert ask(ResponseCache(changing), PAGES).status == 200
    assert len(inside.asked) == 3


def test_an_answer_that_became_stale_while_it_was_rendered_is_not_given_to_the_next(db):
    def change_while_rendering(environ, start_response):
        CategoryFactory()
        return inside(environ, start_response)

    inside = Application()
    cache = ResponseCache(change_while_rendering)

    assert ask(cache, PAGES).body != ask(cache, PAGES).body


@pytest.mark.parametrize(
    "address",
    [
        f"{PAGES}?b=2&a=1",
        f"{PAGES}?a=1&b=2&_=1732550000",
        f"{PAGES}?%61=1&b=2",
    ],
)
def test_parameters_in_any_order_are_one_entry(cache, inside, address):
    first = ask(cache, f"{PAGES}?a=1&b=2")

    assert ask(cache, address) == first
    assert inside.asked[0]["QUERY_STRING"] == "a=1&b=2"


def test_of_two_parameters_with_one_name_the_last_one_counts(cache, inside):
    last = ask(cache, f"{PAGES}?a=1&a=2")

    assert ask(cache, f"{PAGES}?a=2") == ask(cache, f"{PAGES}?a=3&a=2") == last
    assert inside.asked[0]["QUERY_STRING"] == "a=2"
    assert ask(cache, f"{PAGES}?a=2&a=1") != last


@pytest.mark.parametrize(
    "address", [f"{PAGES}?a=2", f"{PAGES}?a=", f"{PAGES}?a=1&b=2", "/api/v2/images/?a=1"]
)
def test_what_asks_for_something_else_is_another_entry(cache, address):
    assert ask(cache, address).body != ask(cache, f"{PAGES}?a=1").body


def test_sites_have_entries_of_their_own(cache):
    assert ask(cache, PAGES, host="fr.example.org").body != ask(cache, PAGES).body


class TestBehindAProxy:
    """Which says in a header whether the reader came over https."""

    @pytest.fixture(autouse=True)
    def _proxy(self, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def test_http_and_https_have_entries_of_their_own(self, cache):
        assert ask(cache, PAGES, x_forwarded_proto="https").body != ask(cache, PAGES).body

    def test_the_nearest_proxy_counts(self, cache):
        https = ask(cache, PAGES, x_forwarded_proto="https")
        assert ask(cache, PAGES, x_forwarded_proto="https, http") == https

    def test_whatever_else_stands_in_the_header_is_one_entry(self, cache, inside):
        for proto in ("http", "ftp", "1", "2", ""):
            ask(cache, PAGES, x_forwarded_proto=proto)

        assert len(inside.asked) == 1


def test_a_header_that_no_proxy_is_known_to_set_does_not_matter(cache, settings):
    settings.SECURE_PROXY_SSL_HEADER = None

    assert ask(cache, PAGES, x_forwarded_proto="https") == ask(cache, PAGES)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (PAGES, {"authorization": "Bearer x"}),
        (PAGES, {"authorization": "Bearer x", "cookie": "sessionid=x"}),
        ("/en/", {"authorization": "Bearer x"}),
        ("/en/", {"cookie": "theme=dark; sessionid=x"}),
    ],
)
def test_what_has_credentials_passes_by(cache, inside, path, headers):
    ask(cache, path)
    ask(cache, path, **headers)
    ask(cache, path, **headers)

    assert len(inside.asked) == 3


@pytest.mark.parametrize(
    ("path", "cookie"),
    [("/en/", "theme=dark"), (PAGES, "theme=dark"), (PAGES, "theme=dark; sessionid=x")],
)
def test_a_cookie_that_no_answer_depends_on_does_not_matter(cache, inside, path, cookie):
    assert ask(cache, path, cookie=cookie) == ask(cache, path)
    assert ask(cache, path, cookie=cookie) == ask(cache, path)
    assert len(inside.asked) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_answered(cache, inside, method):
    ask(cache, PAGES)
    ask(cache, PAGES, method=method)

    assert [environ["REQUEST_METHOD"] for environ in inside.asked] == ["GET", method]


@pytest.mark.parametrize("path", ["/admin/", "/documents/1/a.pdf", "/static/a.css", "/"])
def test_other_paths_pass_by(cache, inside, path):
    ask(cache, path)
    ask(cache, path)

    assert len(inside.asked) == 2


def test_a_parameter_that_pages_do_not_know_cannot_fill_the_cache(cache, inside):
    for number in (1, 1, 2):
        ask(cache, f"/en/stories/?utm_source={number}")
    ask(cache, "/en/stories/?page=2")
    ask(cache, "/en/stories/?page=2")

    assert len(inside.asked) == 4


@pytest.mark.parametrize(
    "inside",
    [
        Application(status="404 Not Found"),
        Application(status="301 Moved Permanently"),
        Application(headers=()),
        Application(headers=(("Cache-Tag", "everything"), ("Vary", "Cookie"))),
        Application(headers=(("Cache-Tag", "everything"), ("Set-Cookie", "a=b"))),
    ],
    ids=["error", "redirect", "not marked", "varies by cookie", "sets a cookie"],
)
def test_what_is_not_the_same_for_everybody_is_not_kept(cache, inside):
    before = len(inside.asked)
    ask(cache, PAGES)
    reply = ask(cache, PAGES)

    assert len(inside.asked) == before + 2
    assert reply.status == int(inside.status[:3])
    assert "etag" not in reply.headers


def test_head_has_the_headers_of_get_and_no_body(cache):
    head = ask(cache, PAGES, method="HEAD")
    get = ask(cache, PAGES)

    assert head == get._replace(body=b"")
    assert head.headers["content-length"] == str(len(get.body))


def test_head_of_an_error_has_no_body(db):
    assert ask(ResponseCache(Application("404 Not Found")), PAGES, method="HEAD").body == b""


@pytest.mark.parametrize(
    ("encoding", "decode"),
    [
        ("br", brotli.decompress),
        ("gzip", gzip.decompress),
        ("zstd", lambda body: zstandard.ZstdDecompressor().decompress(body)),
    ],
)
def test_a_body_is_compressed_once_a_version(cache, inside, encoding, decode, monkeypatch):
    compress, compressed = COMPRESSIONS[encoding], []

    def counting(body):
        compressed.append(body)
        return compress(body)

    monkeypatch.setitem(COMPRESSIONS, encoding, counting)
    plain = ask(cache, PAGES)
    first, second = (ask(cache, PAGES, accept_encoding=encoding) for _ in range(2))

    assert first is not second
    assert first == second
    assert first.headers["content-encoding"] == encoding
    assert decode(first.body) == plain.body
    assert first.headers["content-length"] == str(len(first.body))
    assert first.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in first.headers["vary"]
    assert len(inside.asked) == len(compressed) == 1


def test_a_short_body_is_not_compressed(db):
    reply = ask(ResponseCache(Application(body="short ")), PAGES, accept_encoding="br, gzip")

    assert reply.body == b"short 1"
    assert "content-encoding" not in reply.headers


def test_a_client_that_has_the_answer_is_told_so(cache, inside):
    first = ask(cache, PAGES)
    reply = ask(cache, PAGES, if_none_match=f'"other", {first.headers["etag"]}')

    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["etag"] == first.headers["etag"]
    assert reply.headers["cache-tag"] == "everything"
    assert "content-type" not in reply.headers
    assert len(inside.asked) == 1


def test_a_weak_form_of_the_validator_will_do(cache):
    etag = ask(cache, PAGES).headers["etag"]

    assert ask(cache, PAGES, if_none_match=f"W/{etag}").status == 304


def test_the_validator_of_another_body_will_not(cache):
    etag = ask(cache, PAGES).headers["etag"]
    CategoryFactory()

    assert ask(cache, PAGES, if_none_match=etag).status == 200


def test_the_validator_of_another_encoding_will_not(cache):
    etag = ask(cache, PAGES).headers["etag"]

    assert ask(cache, PAGES, if_none_match=etag, accept_encoding="gzip").status == 200


class TestLastModified:
    """The database's clock is what counts, and it is turned by hand here."""

    @pytest.fixture(autouse=True)
    def _zone(self):
        yield
        time.tzset()

    @pytest.fixture
    def clock(self, monkeypatch):
        def show(now, version="1-a"):
            monkeypatch.setattr(journal, "version", lambda: Version(version, now))

        return show

    def test_it_is_when_the_answer_was_made(self, cache, clock):
        clock(1_750_000_000)
        ask(cache, PAGES)
        clock(1_750_000_001)

        modified = ask(cache, PAGES).headers["last-modified"]
        assert modified == "Sun, 15 Jun 2025 15:06:40 GMT"
        assert ask(cache, PAGES, if_modified_since=modified).status == 304

    @pytest.mark.parametrize(
        ("since", "status"),
        [
            ("Sunday, 15-Jun-25 15:06:40 GMT", 304),
            ("Sun Jun 15 15:06:40 2025", 304),
            ("Sun Jun 15 15:06:39 2025", 200),
        ],
    )
    def test_the_older_forms_of_times_are_understood(
        self, cache, clock, monkeypatch, since, status
    ):
        monkeypatch.setenv("TZ", "Europe/Paris")
        time.tzset()
        clock(1_750_000_000)
        ask(cache, PAGES)
        clock(1_750_000_001)

        assert ask(cache, PAGES, if_modified_since=since).status == status

    def test_there_is_none_in_the_second_in_which_it_may_still_change(self, cache, clock):
        clock(1_750_000_000)

        assert "last-modified" not in ask(cache, PAGES).headers
        assert "last-modified" not in ask(cache, PAGES).headers

    def test_an_answer_made_later_is_another_one(self, cache, clock):
        clock(1_750_000_000)
        ask(cache, PAGES)
        clock(1_750_000_001)
        modified = ask(cache, PAGES).headers["last-modified"]
        clock(1_750_000_002, version="2-b")
        ask(cache, PAGES)
        clock(1_750_000_003, version="2-b")

        assert ask(cache, PAGES, if_modified_since=modified).status == 200

    @pytest.mark.parametrize("since", ["yesterday", "", "Sun, 99 Jun 2025 15:06:40 GMT"])
    def test_what_is_no_time_is_passed_over(self, cache, clock, since):
        clock(1_750_000_000)
        ask(cache, PAGES)
        clock(1_750_000_001)

        assert ask(cache, PAGES, if_modified_since=since).status == 200

    def test_an_etag_that_differs_counts_more(self, cache, clock):
        clock(1_750_000_000)
        ask(cache, PAGES)
        clock(1_750_000_001)
        modified = ask(cache, PAGES).headers["last-modified"]
        reply = ask(cache, PAGES, if_modified_since=modified, if_none_match='"other"')

        assert reply.status == 200


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [("UTC", "2025-06-16T00:00+00:00"), ("Asia/Kathmandu", "2025-06-16T00:00+05:45")],
)
def test_another_day_has_answers_of_its_own(cache, inside, monkeypatch, settings, zone, midnight):
    settings.TIME_ZONE = zone
    midnight = int(datetime.fromisoformat(midnight).timestamp())
    for now in (midnight - 80_000, midnight - 1, midnight, midnight + 80_000):
        monkeypatch.setattr(journal, "version", lambda now=now: Version("1-a", now))
        ask(cache, PAGES)

    assert [str(environ[DAY]) for environ in inside.asked] == ["2025-06-15", "2025-06-16"]


def test_browsers_ask_each_time_and_so_do_cdns_unless_told_otherwise(cache):
    assert ask(cache, PAGES).headers["cache-control"] == "public, no-cache"


def test_how_long_a_cdn_may_keep_an_answer_is_a_setting(cache, settings):
    settings.DELIVERY_CACHE_CONTROL = "public, max-age=0, s-maxage=60"

    assert ask(cache, PAGES).headers["cache-control"] == "public, max-age=0, s-maxage=60"


def test_front_ends_that_may_read_have_entries_of_their_own(cache, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = False
    settings.CORS_ALLOWED_ORIGINS = ["https://one.example", "https://two.example"]
    ours = {ask(cache, PAGES, origin=f"https://{name}.example").body for name in ("one", "two")}
    others = {ask(cache, PAGES, origin=f"https://{number}.example").body for number in range(3)}

    assert len(ours) == 2
    assert len(others) == 1
    assert others == {ask(cache, PAGES).body}


def test_of_many_requests_at_once_one_is_rendered(inside, monkeypatch):
    monkeypatch.setattr(journal, "version", lambda: Version("1-a", 1))

    def slowly(environ, start_response):
        time.sleep(0.1)
        return inside(environ, start_response)

    cache = ResponseCache(slowly)
    bodies = []
    threads = [
        threading.Thread(target=lambda: bodies.append(ask(cache, PAGES).body)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(inside.asked) == 1
    assert len(bodies) == 8
    assert len(set(bodies)) == 1
