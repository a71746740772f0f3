"""Deliveries arrive at least once, in order for each page, and are tried for a day."""

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from cms.tasks.attempts import DELAYS
from cms.webhooks.attempts import delay
from cms.webhooks.models import Delivery, Endpoint, Problem, State
from cms.webhooks.sending import next_due
from tests.cms.webhooks.conftest import ids, keys
from tests.cms.webhooks.deliveries import make_due, only, send, waiting

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


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
