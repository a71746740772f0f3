"""Whether the request at hand is a public reading, which works at nothing.

What is made of content (renditions, what providers say of embedded media) is made when content is
saved, in a task. Wagtail would make what is missing while it is read: a template tag, a serializer,
or a block that comes from elsewhere can ask it to. What asks :func:`is_reading` first does not.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from cms.editing.paths import is_for_admin

_reading: ContextVar[bool] = ContextVar("reading", default=False)


def is_reading() -> bool:
    """Tell whether nothing is to be made now."""
    return _reading.get()


@contextmanager
def reading() -> Iterator[None]:
    """Have nothing made until the context ends."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


class ReadingMiddleware:
    """Mark what everybody can GET as a reading: all but the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_admin = is_for_admin(request)
        if in_admin or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with reading():
            return self.get_response(request)
