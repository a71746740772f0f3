"""Reaching hosts of the public web, and no others.

Addresses come from people, and the server that asks them stands beside others that nobody else can
reach. So a name is resolved first, all that it stands for is checked, and what is connected to is
an address that was checked: a name that stands for something else a moment later is of no use.
"""

import ipaddress
import socket
from collections.abc import Sequence

from cms.environment.values import Network

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv4 inside of IPv6, for networks that have nothing else (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

#: What Python 3.11 takes for public and is not: see IANA's registries of special addresses.
_SPECIAL: tuple[Network, ...] = (
    ipaddress.IPv4Network("168.63.129.16/32"),  # what a machine in Azure asks about itself
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv6Network("2001::/23"),
    ipaddress.IPv6Network("3fff::/20"),
    ipaddress.IPv6Network("5f00::/16"),
)


class InsideError(Exception):
    """A host is not on the public web."""


def is_public(ip: str) -> bool:
    """Whether an IP address is on the public web; one that stands for another, whether that is.

    Raises:
        ValueError: it is no IP address.
    """
    address = _meant(parse(ip))
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
        and not getattr(address, "is_site_local", False)
        and not within(address, _SPECIAL)
    )


def parse(ip: str) -> IP:
    """Return an IP address, without the interface that may be named behind it.

    Raises:
        ValueError: it is none.
    """
    return ipaddress.ip_address(ip.partition("%")[0])


def within(address: IP, networks: Sequence[Network]) -> bool:
    """Whether an IP address, or the one that it stands for, is in one of some networks."""
    return any(_meant(address) in network for network in networks)


def _meant(address: IP) -> IP:
    """Return the IPv4 address that an IPv6 address leads to, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def locate(host: str, port: int, permitted: Sequence[Network] = ()) -> list[str]:
    """Return the IP addresses of a host, all of which are public or permitted.

    Args:
        host: a name, or an address in any of the ways in which the system takes it.
        permitted: networks that are not public, and may be reached.

    Raises:
        InsideError: one of them is neither.
        OSError: nobody knows the host.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # of a name that cannot be one
        raise OSError(str(error)) from error
    ips = [str(each[4][0]) for each in found]
    if not all(is_public(ip) or within(parse(ip), permitted) for ip in ips):
        raise InsideError(host)
    return ips
