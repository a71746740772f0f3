"""What is compared, in one process: the first part of a path says who answers the rest of it."""

import os
from typing import Any

from django.db import DatabaseError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

# This sets Django up, which all of the others need.
from cms.wsgi import application as mosaic  # isort: skip
from bench.bare import function, new_project, without_middleware
from cms.delivery.response_cache import VERSION, newest_version, version_after
from cms.keeping import forget
from cms.wsgi import django_application


def uncached(environ: dict[str, Any], start_response: Any) -> Any:
    """Mosaic where the response cache has nothing: it renders, and makes sure of the version."""
    version = newest_version()
    if version is None:
        raise DatabaseError("the database does not answer")
    environ[VERSION] = version.token
    answer = django_application(environ, start_response)
    version_after(version)
    return answer


def anew(environ: dict[str, Any], start_response: Any) -> Any:
    """The same where the process keeps nothing of what it read, and made of that."""
    forget()
    return uncached(environ, start_response)


def below(prefix: str, answer: Any) -> Any:
    """Ask an application for what is at a path below a prefix."""

    def ask(environ: dict[str, Any], start_response: Any) -> Any:
        environ["PATH_INFO"] = prefix + environ["PATH_INFO"]
        return answer(environ, start_response)

    return ask


#: Who answers: see ``bench.sides``.
ANSWERING = {
    "cached": mosaic,
    "uncached": uncached,
    "anew": anew,
    "stock": below("/stock", django_application),
    "view": below("/bare", new_project),
    "view-without-middleware": below("/bare", without_middleware),
    "view-behind-middleware": below("/bare", django_application),
    "function": function,
}


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """The WSGI application."""
    side, _, path = environ["PATH_INFO"][1:].partition("/")
    environ["PATH_INFO"] = f"/{path}"
    return ANSWERING[side](environ, start_response)
