"""Traps for robots: a field that people do not see, and a time that no person writes in."""

from django.core import signing

#: The name of the field that people leave empty: it stands in the form, but is not shown.
HONEYPOT = "subject"

#: Nobody reads a form, writes a comment, and sends it in less.
MIN_SECONDS = 3
#: Who leaves a form open longer gets a new one.
MAX_SECONDS = 24 * 60 * 60

_signer = signing.TimestampSigner(salt="blog.comments")
_WHAT = "comment"


def new_token() -> str:
    """Return a token for a form that is shown now."""
    return _signer.sign(_WHAT)


def is_expired_or_foreign(token: str) -> bool:
    """Whether a token is not one of ours, or was given longer than a day ago."""
    return not _is_signed(token, MAX_SECONDS)


def is_too_fresh(token: str) -> bool:
    """Whether a token was given a moment ago."""
    return _is_signed(token, MIN_SECONDS)


def _is_signed(token: str, max_age: int) -> bool:
    """Whether a token is ours, and no older than this many seconds."""
    try:
        return _signer.unsign(token, max_age=max_age) == _WHAT
    except signing.BadSignature:
        return False
