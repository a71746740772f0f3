"""The application that is served; what it gives without the response cache; and how it forgets."""

from cms.keeping import forget
from cms.wsgi import application as mosaic
from cms.wsgi import django_application

#: Below this, nothing comes from the response cache.
FRESH = "/fresh"

#: Who asks for this has the process forget what it keeps.
FORGET = "/forget/"


def application(environ, start_response):
    """The WSGI application."""
    path = environ["PATH_INFO"]
    if path == FORGET:
        forget()
        start_response("204 No Content", [])
        return [b""]
    if path.startswith(f"{FRESH}/"):
        environ["PATH_INFO"] = path.removeprefix(FRESH)
        return django_application(environ, start_response)
    return mosaic(environ, start_response)
