"""What can hardly be done faster: a Django view, and a WSGI function, that only send bytes."""

import io
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings

from bench.server import HOST
from cms.delivery.response_cache import call
from cms.wsgi import application

#: The answers of the response cache, by path and query.
_bytes: dict[tuple[str, str], bytes] = {}


def bytes_at(path: str, query: str) -> bytes:
    """Return the body of Mosaic's answer, which is kept from the first time on."""
    body = _bytes.get((path, query))
    if body is None:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        }
        _, _, body = call(application, environ)
        _bytes[path, query] = body
    return body


def view(request: HttpRequest, address: str) -> HttpResponse:
    """A Django view."""
    body = bytes_at(f"/{address}", request.META["QUERY_STRING"])
    # With its length, as the other sides give it: else the server sends it in chunks.
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    return HttpResponse(body, headers=headers)


def function(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """A WSGI function."""
    body = bytes_at(environ["PATH_INFO"], environ["QUERY_STRING"])
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]


#: What ``django-admin startproject`` gives every project; a public view of it runs them all.
NEW_PROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# A handler takes the middleware that there is when it is made.
with override_settings(MIDDLEWARE=NEW_PROJECT):
    #: Django as a new project has it, with Mosaic's addresses.
    new_project = WSGIHandler()
with override_settings(MIDDLEWARE=[]):
    #: Django with Mosaic's addresses, and no middleware at all.
    without_middleware = WSGIHandler()
