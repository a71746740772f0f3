"""What a translators' file holds, in whatever format it is written."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

#: More digits than any length has; Python refuses to read thousands of them.
_LENGTH = re.compile("[0-9]{1,9}")

#: What XML 1.0 cannot hold, and no text needs: https://www.w3.org/TR/xml/#charsets
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class State(Enum):
    """How far a text is translated."""

    UNTRANSLATED = "untranslated"
    #: Something is there, but nobody said that it is right: what a machine made, what an older
    #: source said, what a translator marked as fuzzy.
    UNFINISHED = "unfinished"
    TRANSLATED = "translated"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One text and its translation.

    Attributes:
        id: says which text it is, wherever it stands on its page; see :func:`unit_id`.
        label: where it stands, for people (``"Body › Quotation › Attribution"``).
        source: HTML where ``is_html``, else plain text.
        target: in the same form; ``""`` where there is none.
        note: what the field is for.
        max_length: how many characters the target may have, without tags; None for any number.
        previous_source: what the source was when it was translated; ``""`` if it is the same.
        previous_target: the translation of that; files do not have it.
    """

    id: str
    label: str
    source: str
    target: str = ""
    state: State = State.UNTRANSLATED
    note: str = ""
    max_length: int | None = None
    previous_source: str = ""
    previous_target: str = field(default="", compare=False)
    is_html: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """The texts of one page, or those that all rows of a model share.

    Attributes:
        publication: whose texts they are; other publications refuse the file.
        key: what they are texts of (``"page/<translation key>"``, ``"rows/blog.category"``).
        title: for people.
        address: where readers see the source; ``""`` where they do not.
        changed: when the source or a translation last changed; it is not read back.
    """

    publication: str
    key: str
    source_language: str
    target_language: str
    title: str
    address: str = ""
    changed: datetime | None = field(default=None, compare=False)
    units: tuple[Unit, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.publication}/{self.key}"


class InvalidFileError(Exception):
    """A file that nothing can be imported from; the message says why, to its translator."""


def unit_id(key: str, path: str, source: str) -> str:
    """Return the id of a text: what it belongs to, where it stands, and which text it is.

    Blocks have ids of their own, so it stays the same when they are put in another order; it is
    another one when the source changes.
    """
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    return f"{key}/{path}#{digest}"


def place_of(identifier: str) -> str:
    """Return the part of an id that says what the text belongs to, and where it stands."""
    return identifier.rpartition("#")[0]


def tidy(text: str) -> str:
    """Return a text as every format can hold it.

    It has one kind of line break, none at its ends (``msgfmt`` wants them in a translation as
    they are in its source), and no control characters.
    """
    return _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text)).strip("\n")


def read_length(text: str) -> int | None:
    """Return the length that a file states; None where it is no number, or senselessly large."""
    return int(text) if _LENGTH.fullmatch(text) else None
