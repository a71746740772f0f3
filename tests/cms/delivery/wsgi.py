"""Asking a WSGI application, as a server does."""

from typing import Any, NamedTuple
from wsgiref.util import setup_testing_defaults

from cms.delivery.response_cache import call


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, address: str, *, method: str = "GET", **headers: str) -> Reply:
    """Ask for a path and query; ``accept_encoding="br"`` sends a header."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
    }
    setup_testing_defaults(environ)
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    status, fields, body = call(application, environ)
    return Reply(int(status[:3]), {name.lower(): value for name, value in fields}, body)
