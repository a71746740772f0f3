"""One attempt to deliver, and what follows from how it went."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from cms.tasks.attempts import DELAYS
from cms.webhooks import secrets
from cms.webhooks.changes import told_now
from cms.webhooks.models import Delivery, Endpoint, Problem, State
from cms.webhooks.posting import Answer, post

#: A server that cannot be reached is tried at least this often: others wait for it to be.
LONGEST_REST = timedelta(minutes=30)

#: What anybody may know of a page that is public no more.
_ALWAYS = ("id", "locale")

_OWN_TROUBLE = {Problem.REFUSED, Problem.NO_ANSWER, Problem.TOO_SLOW}


def attempt(endpoint: Endpoint, delivery: Delivery, seconds: float) -> bool:
    """Try to deliver; return whether more can be sent to the endpoint now.

    Args:
        seconds: how long that may take.
    """
    now = timezone.now()
    body = payload(delivery)
    signed = secrets.headers(delivery.key, now.astimezone(UTC), body, endpoint.secrets())
    answer = post(
        endpoint.address,
        body.encode(),
        {"Content-Type": "application/json", "User-Agent": "Mosaic (webhooks)", **signed},
        seconds,
    )
    delivery.tried_at, delivery.attempts = now, delivery.attempts + 1
    delivery.problem, delivery.status = answer.problem or "", answer.status
    delivery.answer = answer.beginning
    with transaction.atomic():
        if answer.problem is None:
            _succeed(endpoint, delivery)
        elif answer.problem == Problem.GONE:
            _close(endpoint, delivery)
        else:
            _fail(endpoint, delivery, answer)
    return endpoint.enabled and endpoint.rests_until is None


def payload(delivery: Delivery) -> str:
    """Return the body of a delivery: of a page, as it is now; of one public no more, nothing."""
    data: dict[str, Any] = delivery.data
    page_id = data.get("id")
    if page_id is not None and data.keys() - set(_ALWAYS):
        now = told_now(page_id)
        data = {name: data[name] for name in _ALWAYS} if now is None else {**data, **now}
    happened_at = delivery.happened_at.astimezone(UTC).isoformat()
    told = {"type": delivery.event, "timestamp": happened_at, "data": data}
    return json.dumps(told, ensure_ascii=False)


def delay(times: int) -> timedelta:
    """Return how long to wait after a number of failures in a row."""
    return timedelta(seconds=DELAYS[min(times, len(DELAYS)) - 1])


def _succeed(endpoint: Endpoint, delivery: Delivery) -> None:
    delivery.state = State.DONE
    _save(delivery)
    if endpoint.failures:
        # What waits for it to be back need wait no longer.
        waiting = endpoint.deliveries.filter(state=State.PENDING, attempts__gt=0)
        waiting.update(due_at=timezone.now())
    if endpoint.failures or endpoint.problem:
        _note(endpoint, "", 0, None, None)


def _fail(endpoint: Endpoint, delivery: Delivery, answer: Answer) -> None:
    now = timezone.now()
    asked = answer.asks_for or timedelta()
    if now >= delivery.expires_at:
        delivery.state = State.FAILED
    else:
        delivery.due_at = min(now + max(delay(delivery.attempts), asked), delivery.expires_at)
    _save(delivery)
    status, since = answer.status or 0, endpoint.failing_since or now
    if answer.problem in _OWN_TROUBLE or status >= 500 or status == 429:
        failures = endpoint.failures + 1
        rest = now + min(delay(failures), LONGEST_REST)
        if asked:
            # What waits is tried once more before its day is over, whatever the server asks for.
            pending = endpoint.deliveries.filter(state=State.PENDING)
            first_end = pending.aggregate(first=Min("expires_at"))["first"]
            rest = max(rest, min(now + asked, first_end or now + asked))
        _note(endpoint, answer.problem or "", failures, since, rest)
        if since <= now - (delivery.expires_at - delivery.happened_at):
            # Also of what was not tried, for it could not have come.
            late = endpoint.deliveries.filter(state=State.PENDING, expires_at__lte=now)
            late.update(state=State.FAILED, problem=answer.problem)
    else:
        _note(endpoint, answer.problem or "", 0, since, None)


def _close(endpoint: Endpoint, delivery: Delivery) -> None:
    """Send nothing more: that is what a server asks for by saying that it is gone."""
    delivery.state = State.FAILED
    _save(delivery)
    endpoint.enabled = False
    Endpoint.objects.filter(pk=endpoint.pk).update(enabled=False)
    _note(endpoint, Problem.GONE, 0, None, None)
    waiting = endpoint.deliveries.filter(state=State.PENDING)
    waiting.update(state=State.FAILED, problem=Problem.GONE)


def _note(
    endpoint: Endpoint,
    problem: str,
    failures: int,
    since: datetime | None,
    rest: datetime | None,
) -> None:
    """Note how an endpoint is; one that was deleted meanwhile stays so."""
    endpoint.problem, endpoint.failures = problem, failures
    endpoint.failing_since, endpoint.rests_until = since, rest
    Endpoint.objects.filter(pk=endpoint.pk).update(
        problem=problem, failures=failures, failing_since=since, rests_until=rest
    )


def _save(delivery: Delivery) -> None:
    """Save what came of an attempt, where the delivery is still there."""
    Delivery.objects.filter(pk=delivery.pk).update(
        **{name: getattr(delivery, name) for name in _TRIED}
    )


#: What an attempt changes of a delivery.
_TRIED = ("state", "attempts", "due_at", "tried_at", "problem", "status", "answer")
