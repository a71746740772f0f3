"""Secrets that deliveries are signed with, as the Standard Webhooks specification has them."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook

#: How many random bytes a secret has; the specification asks for 24 to 64.
_BYTES = 32


def new_secret() -> str:
    """Return a secret: ``whsec_`` and random bytes in base64."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(_BYTES)).decode()}"


def headers(key: str, at: datetime, body: str, signed_with: Iterable[str]) -> dict[str, str]:
    """Return what tells a receiver that a delivery comes from here.

    Args:
        key: the delivery's, by which a receiver knows it when it comes again.
        at: when it is sent, in UTC.
        body: what is sent.
        signed_with: secrets; whoever has one of them can verify it.
    """
    signatures = (Webhook(secret).sign(key, at, body) for secret in signed_with)
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
