"""The formats that files have, and how to tell them apart."""

from typing import Protocol

from cms.translation.interchange import po, xliff
from cms.translation.interchange.documents import Document


class Format(Protocol):
    """A module that writes and reads documents."""

    NAME: str
    EXTENSION: str
    CONTENT_TYPE: str

    def write(self, document: Document) -> bytes: ...

    def read(self, data: bytes) -> Document: ...


#: By the name that commands and addresses have for it.
FORMATS: dict[str, Format] = {"po": po, "xliff": xliff}

_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


def recognise(data: bytes) -> Format:
    """Return the format of a file, whatever its name is: XLIFF is XML, and nothing else is."""
    return xliff if data.lstrip().startswith(_XML_STARTS) else po
