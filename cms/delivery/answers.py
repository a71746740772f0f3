"""Answers as they are kept: ready to be sent."""

import hashlib
from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from typing import Any, NamedTuple

from django.conf import settings

from cms.delivery.encodings import COMPRESSIONS, MIN_LENGTH

Headers = list[tuple[str, str]]

#: The header that marks an answer as public, and names what it was made from.
MARK = "cache-tag"

#: What an answer may vary by and still be kept: the cache tells these apart itself.
_TOLD_APART = {"accept-encoding", "origin"}

#: What is not kept of an answer: what is said anew, and the id of the request that it was made for.
_NOT_KEPT = {"vary", "content-length", "etag", "cache-control", "last-modified", "x-request-id"}

#: What a 304 leaves out (RFC 9110, 15.4.5): what describes the body that it does not have.
_OF_BODIES = {"content-type", "content-length", "content-encoding", "content-language"}


class Answer(NamedTuple):
    """A public answer in one encoding.

    Attributes:
        headers: all but Last-Modified.
        body: the bytes.
        etag: a strong validator: the same body in the same encoding, and only that, has it.
        made_at: when it was rendered, in whole seconds of the database's clock.
        last_modified: the same, as the header's value.
    """

    headers: Headers
    body: bytes
    etag: str
    made_at: int
    last_modified: str

    def encoded(self, encoding: str) -> "Answer":
        """Return the answer in another encoding; itself when that would not be shorter."""
        if len(self.body) < MIN_LENGTH:
            return self
        body = COMPRESSIONS[encoding](self.body)
        if len(body) >= len(self.body):
            return self
        etag = f'{self.etag[:-1]}-{encoding}"'
        changed = {"content-length": str(len(body)), "etag": etag}
        headers = [(name, changed.get(name.lower(), value)) for name, value in self.headers]
        return self._replace(
            body=body, etag=etag, headers=[*headers, ("Content-Encoding", encoding)]
        )

    def reply(self, environ: dict[str, Any], now: int) -> tuple[str, Headers, bytes]:
        """Return status, headers, and body for a request.

        Args:
            environ: the WSGI environment.
            now: the second that the database's clock shows.
        """
        headers = self.headers
        # In the second in which it was made, another version may follow: a client could not tell
        # the two apart by their time.
        settled = now > self.made_at
        if settled:
            headers = [*headers, ("Last-Modified", self.last_modified)]
        if self._is_known(environ, settled):
            kept = [header for header in headers if header[0].lower() not in _OF_BODIES]
            return "304 Not Modified", kept, b""
        return "200 OK", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else self.body

    def _is_known(self, environ: dict[str, Any], settled: bool) -> bool:
        """Whether the client has the answer already (RFC 9110, 13.2.2)."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None:
            tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
            return self.etag in tags or "*" in tags
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if since is None or not settled:
            return False
        try:
            time = parsedate_to_datetime(since)
            # Of the three forms that there are, the oldest names no zone (RFC 9110, 5.6.7).
            time = time.replace(tzinfo=time.tzinfo or UTC)
            return int(time.timestamp()) >= self.made_at
        except (TypeError, ValueError, OverflowError):
            return False


class Unkept(NamedTuple):
    """What is not kept, and given as the application gave it."""

    status: str
    headers: Headers
    body: bytes

    def reply(self, environ: dict[str, Any], now: int) -> tuple[str, Headers, bytes]:
        """Return status, headers, and body for a request."""
        return self.status, self.headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else self.body


def finish(status: str, headers: Headers, body: bytes, made_at: int) -> Answer | Unkept:
    """Make an answer of what the application gave, with what browsers and other caches need.

    It can be kept when it is marked as public, and the same for everybody.
    """
    fields = {name.lower(): value for name, value in headers}
    vary = [name.strip() for name in fields.get("vary", "").split(",") if name.strip()]
    told_apart = {name.lower() for name in vary} <= _TOLD_APART
    if not (status.startswith("200 ") and MARK in fields and told_apart) or "set-cookie" in fields:
        return Unkept(status, headers, body)
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    finished = [
        *((name, value) for name, value in headers if name.lower() not in _NOT_KEPT),
        ("Vary", ", ".join([*vary, "Accept-Encoding"])),
        ("Cache-Control", settings.DELIVERY_CACHE_CONTROL),
        ("ETag", etag),
        ("Content-Length", str(len(body))),
    ]
    return Answer(finished, body, etag, made_at, formatdate(made_at, usegmt=True))
