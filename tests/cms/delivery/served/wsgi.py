"""The application that is served; below ``/fresh``, what it gives with nothing that it kept."""

from cms.wsgi import application as mosaic
from cms.wsgi import django_application
from tests.forgetting import forget

FRESH = "/fresh"


def application(environ, start_response):
    """The WSGI application."""
    path = environ["PATH_INFO"]
    if path.startswith(f"{FRESH}/"):
        environ["PATH_INFO"] = path.removeprefix(FRESH)
        forget()
        return django_application(environ, start_response)
    return mosaic(environ, start_response)
