"""Asking a WSGI application, as a server does."""

from typing import Any, NamedTuple
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import clear_script_prefix

from cms.delivery.response_cache import call


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    application: Any, address: str, *, method: str = "GET", below: str = "", **headers: str
) -> Reply:
    """Ask for a path and query; ``accept_encoding="br"`` sends a header.

    Args:
        below: the path that the whole application is below.
    """
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),  # as WSGI has it: bytes
        "QUERY_STRING": query,
        "SCRIPT_NAME": below,
        "HTTP_HOST": "localhost",
    }
    setup_testing_defaults(environ)
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    # As Django's test client does: the test's own transaction is in this thread's connection.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        status, fields, body = call(application, environ)
    finally:
        clear_script_prefix()
        for signal in signals:
            signal.connect(close_old_connections)
    return Reply(int(status[:3]), {name.lower(): value for name, value in fields}, body)
