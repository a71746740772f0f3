"""What was sent is kept for some weeks, and can be sent again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.webhooks.models import Delivery, State
from cms.webhooks.replay import replay
from cms.webhooks.sending import LOG_DAYS, forget
from tests.cms.webhooks.conftest import keys
from tests.cms.webhooks.deliveries import only, send, waiting

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


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
