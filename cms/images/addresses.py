"""Where files are found."""

import re
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import FileSystemStorage

#: Names that stand in an address as they are: no part of them begins with a dot.
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


def absolute(url: str) -> str:
    """Return a whole address for a file, also where storage gives a path only."""
    return urljoin(settings.BASE_URL, url)


class Addresses:
    """The whole addresses of the files in a storage.

    A storage works each of them out at length. Where files are in a folder of this server, and
    named as uploads are, the beginning is the same for all of them.
    """

    def __init__(self, storage: Any) -> None:
        self._storage = storage
        self._beginning = ""
        if getattr(storage.__class__, "url", None) is FileSystemStorage.url:
            self._beginning = absolute(storage.url("x"))[:-1]

    def of(self, name: str) -> str:
        """Return the address of a file."""
        if self._beginning and _PLAIN.fullmatch(name):
            return self._beginning + name
        return absolute(self._storage.url(name))
