"""What is logged of requests and tasks: how it went, and nothing of who asked."""

import io
import json
import logging
import logging.config
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django_tasks import task
from django_tasks_db.management.commands import db_worker
from modelsearch.index import insert_or_update_object

from cms import urls
from cms.environment import engines
from cms.operations.logs import configuration
from cms.wsgi import application
from tests.cms.delivery.wsgi import ask

pytestmark = pytest.mark.django_db

ID = "7f000001-request"


class Lines:
    """What was logged."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def about(self, event: str) -> dict[str, Any]:
        """The only line about something."""
        [line] = [line for line in self.all if line["event"].startswith(event)]
        return line


@pytest.fixture
def logged(settings) -> Iterator[Callable[..., Lines]]:
    """Has everything be logged as in production, unless told otherwise."""

    def start(level: str = "INFO", is_readable: bool = False) -> Lines:
        lines = Lines()
        config = configuration(level, is_readable)
        config["handlers"]["console"]["stream"] = lines.stream
        logging.config.dictConfig(config)
        return lines

    yield start
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture
def lines(logged) -> Lines:
    return logged()


# Views that do what is logged.


@task
def greet() -> None:
    logging.getLogger("greeting").warning("hello")


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError("ada@mail.example is there already")


def enqueue(request: HttpRequest) -> HttpResponse:
    greet.enqueue()
    return HttpResponse()


def warn(request: HttpRequest, token: str = "") -> HttpResponse:
    logging.getLogger("some.library").warning("beware of %s", "dogs")
    return HttpResponse()


urlpatterns = [
    path("fail/", fail),
    path("enqueue/", enqueue),
    path("warn/", warn, name="warn"),
    path("reset/<token>/", warn),
    *urls.urlpatterns,
]

own_urls = pytest.mark.urls(__name__)


@own_urls
def test_a_request_is_a_line_that_says_what_was_asked_for_and_how_it_went(lines, client: Client):
    response = client.get("/warn/")

    line = lines.about("request_finished")
    assert line["request"] == "GET /warn/"
    assert (line["code"], line["view"], line["level"]) == (200, "warn", "info")
    assert line["milliseconds"] >= 0
    assert re.match(r"\d{4}-\d\d-\d\dT.*Z$", line["timestamp"])
    assert line["request_id"] == response["X-Request-ID"]


@own_urls
def test_each_line_that_a_library_writes_meanwhile_has_the_id(lines, client: Client):
    response = client.get("/warn/")

    line = lines.about("beware of dogs")
    assert line["logger"] == "some.library"
    assert line["request_id"] == response["X-Request-ID"]


@own_urls
def test_the_next_request_has_another_id(lines, client: Client):
    assert client.get("/warn/")["X-Request-ID"] != client.get("/warn/")["X-Request-ID"]

    logging.getLogger("later").warning("afterwards")
    assert "request_id" not in lines.about("afterwards")


@own_urls
def test_nothing_is_said_of_who_asked(lines, admin_client: Client, admin_user):
    admin_client.get(
        "/warn/?token=hunter2&q=where+i+live",
        REMOTE_ADDR="203.0.113.7",
        headers={"user-agent": "Browser of mine", "x-forwarded-for": "203.0.113.8"},
    )

    session = admin_client.cookies["sessionid"].value
    said = ("hunter2", "live", "203.0.113", "Browser", session, admin_user.email, "user")
    assert lines.all
    assert not [each for each in said if each in lines.text]


@own_urls
def test_a_path_that_lets_in_whoever_knows_it_is_not_written_down(lines, client: Client):
    client.get("/reset/hunter2/")

    assert lines.about("request_finished")["request"] == "GET /reset/…/"


@own_urls
@pytest.mark.parametrize("path", ["/reset/hunter2", "/reset/hunter2/"])
def test_nor_is_it_where_the_request_is_led_elsewhere(lines, client: Client, settings, path: str):
    settings.SECURE_SSL_REDIRECT = path.endswith("/")

    assert client.get(path).status_code == 301

    assert "hunter2" not in lines.text


def test_a_mail_address_in_a_path_is_not_written_down(lines, client: Client):
    client.get("/en/ada@mail.example/")

    assert lines.about("request_finished")["request"] == "GET /en/…/"


@own_urls
def test_an_error_is_one_line_with_where_it_happened_and_no_mail_address(lines, client: Client):
    client.raise_request_exception = False

    response = client.get("/fail/")

    line = lines.about("request_failed")
    assert (line["code"], line["level"]) == (500, "error")
    assert line["request_id"] == response["X-Request-ID"]
    assert "in fail" in line["exception"]
    assert "ValueError: … is there already" in line["exception"]
    assert "ada@" not in lines.text
    assert len(lines.all) == 1


@pytest.mark.parametrize("address", ["/en/", "/admin/login/", "/api/v2/pages/", "/nothing"])
@pytest.mark.parametrize("host", ["evil.example", "evil_.example:x", "e" * 5000])
def test_a_name_that_is_not_this_servers_is_a_short_warning(lines, settings, address, host):
    settings.DEBUG = False

    assert ask(application, address, host=host).status == 400

    line = lines.about("Invalid HTTP_HOST header")
    assert line["level"] == "warning"
    assert len(line["event"]) <= 300
    assert not [line for line in lines.all if "exception" in line or line["level"] == "error"]


def test_where_only_errors_are_written_such_a_name_is_not(logged, settings):
    settings.DEBUG = False
    lines = logged(level="ERROR")

    assert ask(application, "/en/", host="evil.example").status == 400

    assert lines.all == []


def test_an_engine_that_cannot_be_told_of_a_change_is_a_sentence(lines, publication, settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": engines.search_engine("elasticsearch+http://127.0.0.1:1"),
        "database": {"BACKEND": "cms.search.backends"},
    }

    insert_or_update_object(publication.indexes["en"])

    line = lines.about("Exception raised while adding")
    assert "SEARCH_URL: It does not answer: " in line["event"]
    assert "exception" not in line


def test_a_mistake_meanwhile_keeps_its_traceback(lines):
    try:
        raise ValueError("no engine's")
    except ValueError:
        logging.getLogger("modelsearch.index").exception("Broken.")

    assert "ValueError: no engine's" in lines.about("Broken.")["exception"]


def test_what_is_not_found_is_no_sign_of_trouble(lines, client: Client):
    response = client.get("/nothing/")

    assert response["X-Request-ID"] == lines.about("request_finished")["request_id"]
    assert {line["level"] for line in lines.all} == {"info"}


def test_probes_are_not_logged(lines, client: Client):
    client.get("/healthz")

    assert lines.all == []


# Ids


@own_urls
def test_behind_a_proxy_the_id_is_the_proxys(lines, client: Client, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}

    assert client.get("/warn/", headers={"x-request-id": ID})["X-Request-ID"] == ID
    assert lines.about("request_finished")["request_id"] == ID


@own_urls
def test_without_a_proxy_nobody_chooses_an_id(client: Client):
    assert client.get("/warn/", headers={"x-request-id": ID})["X-Request-ID"] != ID


@own_urls
@pytest.mark.parametrize(
    "given", ["short", "a" * 129, "two words", "me@mail.example", "203.0.113.7"]
)
def test_an_id_that_is_none_is_not_taken(client: Client, settings, given):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}

    assert client.get("/warn/", headers={"x-request-id": given})["X-Request-ID"] != given


def test_an_answer_that_is_kept_has_no_id(publication):
    for _ in range(2):
        reply = ask(application, "/api/v2/pages/")
        assert reply.status == 200
        assert "x-request-id" not in reply.headers


def test_an_error_at_a_public_address_has_an_id(publication):
    assert "x-request-id" in ask(application, "/api/v2/pages/999999/").headers


# Tasks


@own_urls
def test_a_task_is_known_by_its_id_from_the_request_to_the_worker(
    lines, client: Client, settings, monkeypatch
):
    # The test's transaction would end with its connection.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    settings.TASKS_PLACE = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    response = client.get("/enqueue/")
    enqueued = next(line for line in lines.all if " enqueued " in line["event"])
    assert enqueued["request_id"] == response["X-Request-ID"]

    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)

    done = lines.about("hello")
    assert f"id={done['task_id']} " in enqueued["event"]
    assert "request_id" not in done


# Forms


def test_in_development_lines_are_for_people(logged):
    lines = logged(is_readable=True)

    logging.getLogger("some.library").warning("beware")

    assert "beware" in lines.text
    assert not lines.text.startswith("{")


def test_what_is_below_the_level_is_not_written(logged, client: Client):
    lines = logged(level="WARNING")

    client.get("/nothing/")

    assert lines.all == []
