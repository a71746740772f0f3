"""Where files are found."""

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from cms.images.models import Photo, Rendition
from cms.representation.references import Reading

#: Names that stand in an address as they are: no part of them begins with a dot.
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


def absolute(url: str) -> str:
    """Return a whole address for a file, also where storage gives a path only."""
    return _joined(settings.BASE_URL, url)


@lru_cache(maxsize=256)
def _joined(base: str, url: str) -> str:
    return urljoin(base, url)


class Addresses:
    """The addresses of the files in a storage.

    A storage works each of them out at length. Where files are in a folder of this server, and
    named as uploads are, the beginning is the same for all of them.
    """

    def __init__(self, storage: Any) -> None:
        self._storage = storage
        self._beginning = self._whole_beginning = ""
        if getattr(storage.__class__, "url", None) is FileSystemStorage.url:
            # It ends with a slash.
            self._beginning = storage.base_url or ""
            self._whole_beginning = absolute(self._beginning) if self._beginning else ""

    @property
    def place(self) -> Hashable:
        """What decides them. None where they may be good for a while only, as what is signed is."""
        if self._whole_beginning:
            return self._whole_beginning
        is_signed = getattr(self._storage, "querystring_auth", True)
        return None if is_signed else self._storage

    def path(self, name: str) -> str:
        """Return the address of a file as the storage gives it, which may be a path only."""
        if self._beginning and _PLAIN.fullmatch(name):
            return self._beginning + name
        return str(self._storage.url(name))

    def whole(self, name: str) -> str:
        """Return the whole address of a file."""
        if self._beginning and _PLAIN.fullmatch(name):
            return self._whole_beginning + name
        return absolute(self._storage.url(name))


def photo_addresses(reading: Reading) -> Addresses:
    """Return the addresses of uploads. Call it as ``reading.once(photo_addresses)``."""
    return Addresses(Photo._meta.get_field("file").storage)


def rendition_addresses(reading: Reading) -> Addresses:
    """Return the addresses of renditions. Call it as ``reading.once(rendition_addresses)``."""
    return Addresses(Rendition._meta.get_field("file").storage)


def file_name(instance: Any) -> str:
    """Return the name of an instance's file, also where it is as it came from the database."""
    held = instance.__dict__.get("file")
    return str(instance.file if held is None else held)
