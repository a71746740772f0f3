"""Rich text that can do no harm, wherever it was written.

The admin's editor stores nothing else. What an import, a script, or a migration has stored is held
against the same rules when it is read: text that keeps them, nearly all of it, costs one match.
"""

import re
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup

from cms.editing.bidi import without_bidi_controls

#: Elements that run, load, or frame something, or within which other rules of parsing hold.
_FORBIDDEN = (
    "applet|audio|base|body|button|canvas|form|frame|frameset|head|html|iframe|img|input|link|"
    "listing|math|meta|noembed|noframes|noscript|object|option|picture|plaintext|script|select|"
    "source|style|svg|template|textarea|title|video|xmp"
)

_ATTRIBUTES = (
    "alt|class|colspan|dir|embedtype|format|id|lang|linktype|rowspan|scope|start|title|data-[a-z-]+"
)
_ADDRESSES = "href|url|cite"

#: Where an address may lead: to the web, a mailbox, a telephone, or within the site.
_ADDRESS = r"(?:https?://|mailto:|tel:|[/#?]|[\w%.-]+(?:[/#?]|$))"

_SAFE_ATTRIBUTE = (
    rf'\s+(?:(?:{_ATTRIBUTES})="[^"<>]*"'
    rf'|(?:{_ADDRESSES})="(?:https?://|mailto:|tel:|[/#?])[^"<>]*")'
)
_TEXT = "[^<\u202a-\u202e\u2066-\u2069]*+"
_SAFE = re.compile(
    rf"{_TEXT}(?:<(?:/[a-z][a-z0-9]*\s*|(?!(?:{_FORBIDDEN})\b)"
    rf"[a-z][a-z0-9]*(?:{_SAFE_ATTRIBUTE})*\s*/?)>{_TEXT})*"
)
#: What parsers take for something else than an element, to its end or to that of the text.
_COMMENT = re.compile("<!--.*?(?:-->|\\Z)", re.DOTALL)
_DECLARATION = re.compile("<[!?][^>]*+>?")
#: A tag that another one follows before it ends.
_UNENDED = re.compile("<(?![^<>]*+>)")
_ATTRIBUTE_NAME = re.compile(_ATTRIBUTES)
_ADDRESS_START = re.compile(_ADDRESS, re.IGNORECASE)


@lru_cache(maxsize=512)
def without_harm(html: str) -> str:
    """Return stored rich text without what could run, load, or disguise something."""
    return html if _SAFE.fullmatch(html) else _cleaned(html)


def readable(html: str) -> str:
    """Return HTML without comments, declarations, and the beginnings of tags that do not end.

    A parser would look for the end of each of them in all that follows, or give up.
    """
    return _UNENDED.sub("&lt;", _DECLARATION.sub("", _COMMENT.sub("", html)))


def _cleaned(html: str) -> str:
    soup = BeautifulSoup(readable(without_bidi_controls(html)), "html.parser")
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        if tag.name in _FORBIDDEN.split("|") or (
            tag.name == "embed" and "embedtype" not in tag.attrs
        ):
            tag.decompose()
        else:
            tag.attrs = {name: value for name, value in tag.attrs.items() if _stays(name, value)}
    return str(soup)


def _stays(name: str, value: Any) -> bool:
    if name in _ADDRESSES.split("|"):
        return _ADDRESS_START.match(value) is not None
    return _ATTRIBUTE_NAME.fullmatch(name) is not None


def web_address(address: str) -> str:
    """Return an address as it is when it leads to the web; "" when it leads anywhere else."""
    return address if address.lower().startswith(("http://", "https://")) else ""
