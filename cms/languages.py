"""The languages Mosaic speaks: the one place that names them.

Settings, models, the API, templates and tests all read them from here.
"""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the publication.

    Attributes:
        code: the code used in addresses, columns, and the API (``"he"``).
        name: what its speakers call it (``"עברית"``).
        direction: the way it is written, as in HTML's ``dir``.
        territory: the country that is named with it where one has to be, as in Open Graph.
    """

    code: str
    name: str
    direction: Direction
    territory: str


ENGLISH = Language("en", "English", "ltr", "US")
FRENCH = Language("fr", "Français", "ltr", "FR")
HEBREW = Language("he", "עברית", "rtl", "IL")

#: In the order in which they are offered to readers.
LANGUAGES = (ENGLISH, FRENCH, HEBREW)

#: What a text falls back to, and what ``/`` leads to.
DEFAULT_LANGUAGE = ENGLISH

_BY_CODE = {language.code: language for language in LANGUAGES}


def get_language(code: str) -> Language:
    """Return the language with this code.

    Raises:
        LookupError: when Mosaic does not speak it; the message names those it does.
    """
    try:
        return _BY_CODE[code]
    except KeyError:
        known = ", ".join(_BY_CODE)
        raise LookupError(f"Mosaic does not speak {code!r}; it speaks {known}.") from None


def in_language(name: str, code: str) -> str:
    """Return what a field is called in one language (``"caption · Français"``)."""
    return f"{name} · {get_language(code).name}"
