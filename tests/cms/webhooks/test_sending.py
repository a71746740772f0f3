"""Deliveries arrive at least once, in order for each page, and are tried for a day."""

import json
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.http import http_date
from django_tasks_db.models import DBTaskResult
from standardwebhooks import Webhook, WebhookVerificationError

from cms.tasks.attempts import DELAYS
from cms.webhooks.attempts import attempt, delay
from cms.webhooks.models import Delivery, Endpoint, Position, Problem, State
from cms.webhooks.replay import replay
from cms.webhooks.sending import LEASE, LOG_DAYS, forget, next_due, send_due
from cms.webhooks.tasks import send_webhooks
from tests.cms.delivery.served.process import environment
from tests.cms.webhooks.conftest import ids, keys
from tests.processes import BASE_DIR

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def waiting(endpoint, page_id=1, **fields):
    """A delivery about a page that was left a while ago."""
    return Delivery.objects.create(
        endpoint=endpoint,
        event="page.unpublished",
        subject=f"page-{page_id}",
        data={"id": page_id, "locale": "en"},
        **fields,
    )


def send():
    """Send what is due; return when the next is."""
    return send_due(20, 5)


def make_due():
    """Let the time pass that everything waits for."""
    Delivery.objects.filter(state=State.PENDING).update(due_at=timezone.now())
    Endpoint.objects.update(rests_until=None, leased_until=None)
    Position.objects.update(wakes_at=timezone.now())


def only():
    return Delivery.objects.get()


def test_what_is_taken_is_done(endpoint, server):
    waiting(endpoint)

    assert send() is None
    assert (only().state, only().attempts, only().status) == (State.DONE, 1, 200)
    send()
    assert len(server.asked) == 1


def test_a_delivery_is_posted_as_json_in_utf_8_and_signed(endpoint, server):
    delivery = waiting(endpoint)
    Delivery.objects.update(data={"tags": ["שלום"]})
    send()

    ((method, path, headers, body),) = server.asked
    assert (method, path) == ("POST", "/hook")
    assert headers["Content-Type"] == "application/json"
    assert headers["webhook-id"] == delivery.key
    assert Webhook(endpoint.secret).verify(body, headers) == json.loads(body)
    assert json.loads(body)["data"] == {"tags": ["שלום"]}
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(body + " ", headers)


def test_what_is_not_taken_comes_again_under_the_same_key(endpoint, server):
    server.statuses = [500, 404, 200]
    delivery = waiting(endpoint)
    for _ in range(3):
        send()
        make_due()

    assert keys(server) == [delivery.key] * 3
    assert only().state == State.DONE


def test_each_attempt_waits_longer(endpoint, server):
    server.status = 400
    waiting(endpoint)
    waits = []
    for _ in DELAYS:
        send()
        delivery = only()
        waits.append(delivery.due_at - delivery.tried_at)
        make_due()

    assert all(shorter < longer for shorter, longer in pairwise(waits))
    assert waits[0] >= delay(1)


def test_nothing_is_tried_before_it_is_due(endpoint, server):
    server.status = 400
    waiting(endpoint)
    send()

    assert send() == only().due_at
    assert len(server.asked) == 1


def test_the_last_attempt_is_after_a_day_and_then_it_is_given_up(endpoint, server):
    server.status = 400
    waiting(endpoint, attempts=len(DELAYS), expires_at=timezone.now() + timedelta(hours=1))
    send()
    assert only().due_at == only().expires_at

    Delivery.objects.update(expires_at=timezone.now())
    make_due()
    send()
    assert only().state == State.FAILED
    assert next_due() is None


def test_what_never_was_tried_is_not_given_up(endpoint, server):
    waiting(endpoint, expires_at=timezone.now() - DAY)
    send()

    assert only().state == State.DONE


def test_deliveries_about_a_page_arrive_in_order_and_hold_up_no_other_page(endpoint, server):
    first, second = waiting(endpoint, 1), waiting(endpoint, 1)
    other = waiting(endpoint, 2)
    server.statuses = [400]
    send()
    assert keys(server) == [first.key, other.key]

    make_due()
    send()
    assert keys(server)[2:] == [first.key, second.key]


def test_what_follows_something_that_was_given_up_is_sent(endpoint, server):
    waiting(endpoint, 1, expires_at=timezone.now())
    second = waiting(endpoint, 1)
    server.statuses = [400]
    send()

    assert keys(server)[-1] == second.key
    assert Delivery.objects.get(pk=second.pk).state == State.DONE


def test_an_endpoint_does_not_hold_up_another(endpoint, server):
    gone = Endpoint.objects.create(name="Away", address="http://127.0.0.1:1/")
    waiting(gone)
    mine = waiting(endpoint)
    send()

    assert keys(server) == [mine.key]
    assert Delivery.objects.get(endpoint=gone).problem == Problem.NO_ANSWER


def test_an_endpoint_in_trouble_rests_and_is_sent_everything_when_it_is_back(endpoint, server):
    server.statuses = [503]
    first, second = waiting(endpoint, 1), waiting(endpoint, 2)
    send()
    assert ids(server) == [1]
    endpoint.refresh_from_db()
    assert (endpoint.problem, endpoint.failures) == (Problem.STATUS, 1)
    assert endpoint.failing_since is not None

    Endpoint.objects.update(rests_until=timezone.now())
    send()
    assert keys(server)[1:] == [second.key, first.key]
    endpoint.refresh_from_db()
    assert (endpoint.problem, endpoint.failures, endpoint.failing_since) == ("", 0, None)


def test_where_an_endpoint_is_away_for_a_day_what_is_a_day_old_is_given_up(endpoint, server):
    server.status = 503
    old = timezone.now() - DAY - DAY
    Endpoint.objects.update(failing_since=old, failures=9)
    for page_id in (1, 2):
        waiting(endpoint, page_id, happened_at=old, expires_at=old + DAY)
    waiting(endpoint, 3)
    send()

    assert len(server.asked) == 1
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == [
        State.FAILED,
        State.FAILED,
        State.PENDING,
    ]


@pytest.mark.parametrize("form", ["seconds", "moment"])
@pytest.mark.parametrize("status", [429, 503])
def test_an_endpoint_is_left_alone_for_as_long_as_it_asks(endpoint, server, status, form):
    server.status = status
    at = timezone.now() + 5 * timedelta(hours=1)
    server.retry_after = "18000" if form == "seconds" else http_date(at.timestamp())
    waiting(endpoint)
    send()

    endpoint.refresh_from_db()
    assert abs(only().due_at - at) < timedelta(minutes=1)
    assert abs(endpoint.rests_until - at) < timedelta(minutes=1)


def test_an_endpoint_that_asks_for_long_is_tried_once_more_before_it_is_given_up(endpoint, server):
    server.status, server.retry_after = 503, "9" * 20
    waiting(endpoint)
    send()

    assert only().due_at == only().expires_at


@pytest.mark.parametrize(
    "text", ["86401", "9" * 400, "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT", "0" * 400 + "86401"]
)
def test_no_endpoint_has_a_delivery_wait_beyond_its_day(endpoint, server, text):
    server.status, server.retry_after = 503, text
    waiting(endpoint, expires_at=timezone.now() + timedelta(hours=1))
    next_attempt = send()

    assert (only().problem, only().status) == (Problem.STATUS, 503)
    assert next_attempt == only().due_at == only().expires_at


def test_where_nothing_waits_an_endpoint_is_left_alone_for_a_day_at_most(endpoint, server):
    server.status, server.retry_after = 503, "9" * 5000
    waiting(endpoint, expires_at=timezone.now())
    send()

    endpoint.refresh_from_db()
    assert only().state == State.FAILED
    assert abs(endpoint.rests_until - timezone.now() - DAY) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "text", ["0", "soon", "-1", "-" + "9" * 400, "1e9", "Thu, 01 Jan 1970 00:00:00 GMT"]
)
def test_an_endpoint_that_asks_for_no_time_waits_as_others_do(endpoint, server, text):
    server.status, server.retry_after = 503, text
    waiting(endpoint)
    send()

    assert only().due_at >= only().tried_at + timedelta(seconds=DELAYS[0])


@pytest.mark.parametrize("status", [400, 503])
def test_an_endpoint_is_failing_that_took_nothing_for_a_day(endpoint, server, status):
    server.status = status
    waiting(endpoint)
    send()
    endpoint.refresh_from_db()
    assert not endpoint.is_failing
    assert endpoint.standing == "in trouble"

    Endpoint.objects.update(failing_since=timezone.now() - DAY)
    make_due()
    send()
    endpoint.refresh_from_db()
    assert endpoint.standing == "failing"

    server.status = 200
    make_due()
    send()
    endpoint.refresh_from_db()
    assert endpoint.standing == "well"


def test_an_endpoint_that_says_it_is_gone_is_sent_nothing_more(endpoint, server):
    server.status = 410
    waiting(endpoint, 1)
    waiting(endpoint, 2)
    send()

    endpoint.refresh_from_db()
    assert len(server.asked) == 1
    assert (endpoint.enabled, endpoint.problem) == (False, Problem.GONE)
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.FAILED}


def test_an_endpoint_that_is_not_enabled_is_sent_nothing(endpoint, server):
    waiting(endpoint)
    Endpoint.objects.update(enabled=False)

    assert send() is None
    assert server.asked == []


def test_a_redirect_is_not_followed(endpoint, server):
    server.status, server.location = 307, f"{server.address}/inside"
    waiting(endpoint)
    send()

    assert [path for _method, path, _headers, _body in server.asked] == ["/hook"]
    assert (only().problem, only().status) == (Problem.STATUS, 307)


def test_an_answer_that_does_not_end_is_not_waited_for(endpoint, server):
    ended = threading.Event()
    server.reply = lambda path, body: ended.wait(30)
    waiting(endpoint)
    send_due(20, 0.3)
    ended.set()

    assert only().problem == Problem.TOO_SLOW


def test_a_name_that_nobody_resolves_in_time_is_not_waited_for(endpoint, monkeypatch):
    ended = threading.Event()
    monkeypatch.setattr("cms.webhooks.posting.locate", lambda *args: ended.wait(30) and ["1.1.1.1"])
    waiting(endpoint)
    send_due(20, 0.3)
    ended.set()

    assert only().problem == Problem.TOO_SLOW


def test_only_the_beginning_of_an_answer_is_kept(endpoint, server):
    server.reply = lambda path, body: "no" * 5000
    waiting(endpoint)
    send()

    assert len(only().answer) == 200


def test_an_endpoint_that_is_deleted_while_it_is_sent_to_is_no_error(endpoint, server):
    waiting(endpoint)
    Endpoint.objects.filter(pk=endpoint.pk).delete()
    attempt(endpoint, Delivery(endpoint=endpoint, event="page.deleted", data={}), 5)

    assert len(server.asked) == 1
    assert not Delivery.objects.exists()


def test_a_slow_endpoint_leaves_time_for_the_others(endpoint, server):
    other = Endpoint.objects.create(name="Other", address=f"{server.address}/other")
    for page_id in range(30):
        waiting(endpoint, page_id)
    waiting(other)
    server.reply = lambda path, body: time.sleep(0.1) if path == "/hook" else None
    send_due(2, 5)

    assert "/other" in [path for _method, path, _headers, _body in server.asked]


# --- Where nothing is sent to ---


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


# --- Secrets ---


def test_for_a_day_what_is_sent_is_signed_with_the_secret_before_too(endpoint, server):
    before = endpoint.secret
    endpoint.renew_secret()
    waiting(endpoint)
    send()
    Endpoint.objects.update(secret_changed_at=timezone.now() - DAY)
    waiting(endpoint)
    send()

    (_, _, first, told), (_, _, second, told_later) = server.asked
    assert Webhook(endpoint.secret).verify(told, first)
    assert Webhook(before).verify(told, first)
    assert Webhook(endpoint.secret).verify(told_later, second)
    with pytest.raises(WebhookVerificationError):
        Webhook(before).verify(told_later, second)


def test_each_endpoint_has_a_secret_of_its_own():
    secrets = {Endpoint(name="One").secret, Endpoint(name="Two").secret}

    assert len(secrets) == 2
    assert all(secret.startswith("whsec_") and len(secret) > 40 for secret in secrets)


# --- Again ---


@pytest.mark.parametrize("state", [State.DONE, State.FAILED])
def test_what_is_sent_again_has_its_key(endpoint, server, state):
    delivery = waiting(endpoint, state=state, attempts=8, expires_at=timezone.now() - DAY)
    replay(delivery)
    send()

    assert keys(server) == [delivery.key]
    assert only().state == State.DONE


def test_the_log_is_kept_for_some_weeks_and_what_waits_for_longer(endpoint):
    old = timezone.now() - timedelta(days=LOG_DAYS, minutes=1)
    waiting(endpoint, state=State.DONE, happened_at=old)
    late = waiting(endpoint, happened_at=old)
    new = waiting(endpoint, state=State.DONE)

    assert forget() == 1
    assert set(Delivery.objects.all()) == {late, new}


# --- Processes ---


def test_what_another_process_sends_is_left_to_it(endpoint, server):
    waiting(endpoint)
    until = timezone.now() + LEASE
    Endpoint.objects.update(lease="another", leased_until=until)

    assert send() == until
    assert server.asked == []


def test_what_a_process_left_that_died_is_sent_by_another(endpoint, server):
    waiting(endpoint)
    Endpoint.objects.update(lease="dead", leased_until=timezone.now())
    send()

    assert only().state == State.DONE


def test_who_lost_their_turn_sends_nothing_more(endpoint, server):
    for page_id in (1, 2):
        waiting(endpoint, page_id)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "cms.webhooks.sending.attempt",
            lambda endpoint, delivery, patience: (
                Endpoint.objects.update(lease="another", leased_until=timezone.now() + LEASE) == 1
            ),
        )
        send()

    assert server.asked == []
    assert Endpoint.objects.get().lease == "another"


@pytest.fixture
def in_database(settings):
    """Tasks wait in the database."""
    settings.TASKS_PLACE = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_worker_is_left_one_task_for_what_is_due_later(endpoint, server, in_database):
    server.status = 400
    waiting(endpoint)
    send_webhooks.func()
    send_webhooks.func()

    task = DBTaskResult.objects.get()
    assert abs(task.run_after - only().due_at) < timedelta(seconds=2)

    make_due()
    DBTaskResult.objects.all().delete()
    send_webhooks.func()
    assert DBTaskResult.objects.count() == 1


def test_the_task_of_a_change_is_written_with_the_change(endpoint, publication, in_database):
    DBTaskResult.objects.all().delete()
    publication.indexes["en"].save()

    paths = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "cms.webhooks.tasks.send_webhooks" in paths


def database_address() -> str:
    """The address of the test's own database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    at = f"{database['HOST']}:{database['PORT']}"
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{at}/{database['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_what_a_process_was_sending_when_it_was_killed_is_sent_again(endpoint, server):
    delivery = waiting(endpoint)
    ended = threading.Event()
    server.reply = lambda path, body: ended.wait(60) and None
    process = subprocess.Popen(
        [sys.executable, "manage.py", "send_webhooks"],
        cwd=BASE_DIR,
        env=environment(
            {
                "DATABASE_URL": database_address(),
                "WEBHOOKS_NETWORKS": "127.0.0.0/8",
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            }
        ),
    )
    patience = time.monotonic() + 60
    while not server.asked and time.monotonic() < patience:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    ended.set()
    server.reply = None
    assert only().state == State.PENDING

    Endpoint.objects.update(leased_until=timezone.now())
    call_command("send_webhooks", verbosity=0)

    assert keys(server) == [delivery.key] * 2
    assert only().state == State.DONE
