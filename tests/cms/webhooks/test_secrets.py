"""Each endpoint has a secret, and what is sent is signed with it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from cms.webhooks.models import Endpoint
from tests.cms.webhooks.deliveries import send, waiting

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


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
