"""What variables that stand for themselves take: each function turns a text into the setting.

It raises ValueError where the text is not one.
"""

import re
from collections.abc import Callable
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

Network = IPv4Network | IPv6Network


def boolean(text: str) -> bool:
    """``true`` or ``false`` (also ``1``, ``0``, ``yes``, ``no``, ``on``, ``off``)."""
    words = {
        "true": True, "1": True, "yes": True, "on": True,
        "false": False, "0": False, "no": False, "off": False,
    }  # fmt: skip
    if text.lower() not in words:
        raise ValueError
    return words[text.lower()]


_HOST = re.compile(r"\*|\.?\w[\w.-]*|\[[0-9A-Fa-f:.]+\]")


def hosts(text: str) -> list[str]:
    """Host names separated by commas, without scheme or port; ``.example.org`` has subdomains."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or not all(_HOST.fullmatch(name) for name in names):
        raise ValueError
    return names


def secret(text: str) -> str:
    """A secret of at least 32 characters."""
    if len(text) < 32:
        raise ValueError
    return text


def token(text: str) -> str:
    """A secret that can stand in a header."""
    if not re.fullmatch(r"[ -~]{32,}", text):
        raise ValueError
    return text


def secret_key(text: str) -> str:
    """A secret that ``check --deploy`` has nothing to say of."""
    if len(text) < 50 or len(set(text)) < 5 or text.startswith("django-insecure-"):
        raise ValueError
    return text


def secrets(text: str) -> list[str]:
    """Secrets separated by commas."""
    return [secret(each.strip()) for each in text.split(",")]


def web_address(text: str) -> str:
    """An http or https address without a path, such as ``https://cms.example.org``."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError
    if parts.query or parts.fragment or parts.username is not None or re.search(r"\s", text):
        raise ValueError
    if parts.port == 0:  # Asking for a port that is no number raises ValueError, too.
        raise ValueError
    return text.rstrip("/")


def web_addresses(text: str) -> list[str]:
    """Web addresses separated by commas."""
    return [web_address(address.strip()) for address in text.split(",")]


def front_ends(text: str) -> dict[str, str]:
    """Web addresses separated by commas: one for each host named before ``=``, and a default."""
    found: dict[str, str] = {}
    for part in text.split(","):
        host, is_named, address = part.strip().rpartition("=")
        name = host or "default"
        if bool(is_named) != bool(host) or name in found or "/" in host:
            raise ValueError
        found[name] = web_address(address)
    return found


def networks(text: str) -> list[Network]:
    """Networks of IP addresses separated by commas, such as ``10.1.2.0/24`` or ``fd00::/8``."""
    return [ip_network(each.strip()) for each in text.split(",")]


def whole_number(text: str) -> int:
    """A whole number, 0 or more."""
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def rate(text: str) -> str:
    """How often something may be done, such as ``20/hour``."""
    if not re.fullmatch(r"[1-9][0-9]*/(second|minute|hour|day)", text, re.ASCII):
        raise ValueError
    return text


def mail_address(text: str) -> str:
    """An address, or a name with one: ``Mosaic <cms@example.org>``."""
    name, address = parseaddr(text)
    if not text.endswith(f"<{address}>" if name else address) or not text.isprintable():
        raise ValueError
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError from None
    return text


def choice(*known: str) -> Callable[[str], str]:
    """One of these words."""

    def convert(text: str) -> str:
        if text not in known:
            raise ValueError
        return text

    return convert


def choices(*known: str) -> Callable[[str], list[str]]:
    """Some of these words, separated by commas."""

    def convert(text: str) -> list[str]:
        words = [word.strip() for word in text.split(",")]
        if not set(words) <= set(known):
            raise ValueError
        return words

    return convert


def port(text: str) -> int:
    """A TCP port, from 1 to 65535."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def time_zone(text: str) -> str:
    """The name of a time zone, such as ``Europe/Paris``."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError from error
    return text
