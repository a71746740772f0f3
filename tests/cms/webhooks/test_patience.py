"""Endpoints that ask for time, fail, or take theirs."""

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from cms.tasks.attempts import DELAYS
from cms.webhooks.attempts import attempt
from cms.webhooks.models import Delivery, Endpoint, Problem, State
from cms.webhooks.sending import send_due
from tests.cms.webhooks.deliveries import make_due, only, send, waiting

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


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
