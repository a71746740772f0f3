"""The response cache: a WSGI layer in front of Django."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from cms.delivery import journal
from cms.delivery.answers import Answer, Headers, Unkept, finish
from cms.delivery.counts import Counts
from cms.delivery.days import DAY, day_of
from cms.delivery.encodings import negotiate
from cms.delivery.entries import Entry, entry_of
from cms.delivery.journal import Version
from cms.delivery.kept import KeptAnswers
from cms.delivery.release import release
from cms.delivery.turns import turn

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: Whether threads share connections: each is given back as soon as it has answered.
_IS_POOLED = "pool" in settings.DATABASES["default"].get("OPTIONS", {})

#: How often an answer is made that something is committed into each time.
_TRIES = 3

#: Where Django's views find the version that their answer is made for: ``request.META[VERSION]``.
VERSION = "mosaic.version"


class ResponseCache:
    """Gives answers that are kept, and keeps those that the application marks as public.

    An answer is kept under the version of the journal that was read before it was rendered, and
    the day, and given only while that is the newest one, and today. So a hit costs one query and
    one read of the cache, and no answer is ever older than the request for it.

    Where the database or the cache fails, the application is asked, as if this were not here.
    """

    def __init__(self, application: Application, counts: Counts | None = None) -> None:
        self.application = application
        self.counts = counts or Counts()
        self.kept = KeptAnswers()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        entry = entry_of(environ)
        version = None if entry is None else newest_version()
        if entry is None or version is None:
            return self.application(environ, start_response)
        environ[VERSION], environ[DAY] = version.token, day_of(version.now)
        encoding = negotiate(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = f"{release()}:{version.token}:{environ[DAY]}:{entry.key}"
        # What is kept already is by far the most frequent case, and has the shortest way.
        answer: Answer | Unkept | None = self.kept.get(f"{key}:{encoding}")
        if answer is None:
            answer = self._make(environ, entry, version, key, encoding)
        else:
            self.counts.hit()
        status, headers, body = answer.reply(environ, version.now)
        start_response(status, headers)
        return [body]

    def _make(
        self, environ: Environ, entry: Entry, version: Version, key: str, encoding: str
    ) -> Answer | Unkept:
        """Render an answer, and encode it. Each is done once, and then kept."""

        def render() -> Answer | Unkept:
            self.counts.miss()
            # An answer is made of many queries. What is committed between two of them is in one
            # part of it and not in the other: then it is made once more.
            whole = {**environ, "REQUEST_METHOD": "GET", "QUERY_STRING": entry.query}
            read = version
            for _ in range(_TRIES):
                answer = finish(*call(self.application, {**whole, VERSION: read.token}), read.now)
                before, read = read, version_after(read) or read
                if read.token == before.token or not read.is_known:
                    break
            return answer

        def plain() -> Answer | Unkept:
            return self._once(f"{key}:", render)

        def encoded() -> Answer | Unkept:
            answer = plain()
            return answer.encoded(encoding) if isinstance(answer, Answer) else answer

        return self._once(f"{key}:{encoding}", encoded) if encoding else plain()

    def _once(self, key: str, make: Callable[[], Answer | Unkept]) -> Answer | Unkept:
        """Return what is kept, else make and keep it: one request does, the others wait."""
        answer: Answer | Unkept | None = self.kept.get(key)
        if answer is None:
            with turn(self.kept, key, self.counts.wait):
                answer = self.kept.get(key) or make()
                if isinstance(answer, Answer):
                    self.kept.set(key, answer)
        return answer


def newest_version() -> Version | None:
    """Return the newest version of all public content; None when the database does not answer."""
    try:
        return journal.version()
    except (DatabaseError, InterfaceError):
        return None
    finally:
        if _IS_POOLED and not connection.in_atomic_block:
            connection.close()


def version_after(version: Version) -> Version | None:
    """Return the newest version after an answer was made; None when the database does not answer.

    Args:
        version: the one that was newest before. Where the last question was answered in it, so
            were all before, and nothing is asked. What a process keeps for others under a version
            must not be newer than that.
    """
    is_same = journal.version_of_last_question() == version.token
    return version if is_same else newest_version()


def call(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    """Call a WSGI application, and return its whole answer: status, headers, and body."""
    started: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        started[:] = [status, headers]

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    return started[0], started[1], body
