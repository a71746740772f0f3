"""Asking an address of the web whether there is something.

Addresses come from texts, and the server that asks may stand beside others that nobody else can
reach: only hosts of the public web are asked, at the very address that was found to be public.
"""

import http.client
import socket
import ssl
from http import HTTPStatus
from urllib.parse import SplitResult, urljoin, urlsplit

from cms.links.models import Problem
from cms.outside import is_public

TIMEOUT = 10
MAX_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_REDIRECTS = {301, 302, 303, 307, 308}


class _RefusedError(Exception):
    """An address is not on the public web."""


def problem_of(address: str) -> Problem | None:
    """Ask an address, and return what is wrong with it; None where there is something.

    What asks for a login, or for patience, is something.
    """
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, location = _ask(address)
            if status not in _REDIRECTS or not location:
                return Problem.NOT_FOUND if status in _GONE else None
            address = urljoin(address, location)
    except _RefusedError:
        return Problem.REFUSED
    except (OSError, http.client.HTTPException, ValueError):
        return Problem.NO_ANSWER
    return Problem.NO_ANSWER


def _ask(address: str) -> tuple[int, str | None]:
    parts = urlsplit(address)
    host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
    if parts.scheme not in _PORTS or not host or port is None:
        raise _RefusedError
    ip = _public_ip(host, port)
    status, location = _request("HEAD", parts, ip, port)
    if status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, *_GONE):
        # Some servers answer to GET only.
        status, location = _request("GET", parts, ip, port)
    return status, location


def _public_ip(host: str, port: int) -> str:
    """Return where a host is; all that its name stands for has to be public."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(_is_public(ip, port) for ip in found):
        raise _RefusedError
    return found[0]


def _is_public(ip: str, port: int) -> bool:
    return is_public(ip) and port in _PORTS.values()


def _request(method: str, parts: SplitResult, ip: str, port: int) -> tuple[int, str | None]:
    """Send a request to an IP address, with the host's name in it."""
    host = parts.hostname or ""
    with socket.create_connection((ip, port), TIMEOUT) as plain:
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            if parts.scheme == "https"
            else plain
        )
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, path, headers={"User-Agent": "Mosaic (link check)"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location")
        finally:
            connection.close()
