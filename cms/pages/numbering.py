"""Lists that are shown in parts, by number: ``?page=2``."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

#: The parameter with the number.
NUMBER = "page"


def numbered_part(request: HttpRequest, objects: Any, size: int) -> Any:
    """Return the part of a list that a request asks for; the nearest one where there is none.

    Args:
        request: the request.
        objects: the whole list.
        size: how many stand in a part.
    """
    part = Paginator(objects, size).get_page(request.GET.get(NUMBER))
    request._part = str(part.number)  # type: ignore[attr-defined]
    return part


def is_asked_by_its_number(request: HttpRequest) -> bool:
    """Whether a request asks for what it is given in the one way that there is.

    Where no part has the number, or nothing has parts, any number gets the same: who made some up
    would fill the caches with it.
    """
    asked = request.GET.get(NUMBER)
    return asked is None or asked == getattr(request, "_part", None)
