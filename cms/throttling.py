"""How often one network address may do something."""

import logging
from ipaddress import ip_address, ip_network
from typing import Any

from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

logger = logging.getLogger(__name__)

#: An IPv6 connection has a network of this size to itself, and any address in it (RFC 6177).
_OF_ONE_CONNECTION = 64


def client_address(request: Any) -> str | None:
    """Return the network address of whoever asks, through as many proxies as ``PROXIES`` says.

    Returns:
        The address; of IPv6, the first of the network that one connection has. None where there
        is none, as over a Unix socket.
    """
    for said in (BaseThrottle().get_ident(request), request.META.get("REMOTE_ADDR")):
        try:
            address = ip_address(said or "")
        except ValueError:
            continue  # Not all proxies write an address: some add a port, or say "unknown".
        if address.version == 6:
            network = ip_network((int(address), _OF_ONE_CONNECTION), strict=False)
            return str(address.ipv4_mapped or network.network_address)
        return str(address)
    return None


class Throttle(SimpleRateThrottle):
    """Counts in the cache, by network address. Where the cache fails, nobody is refused."""

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        ident = client_address(request) or ""
        return self.cache_format % {"scope": self.scope, "ident": ident}

    def allow_request(self, request: Any, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except Exception:  # each cache has exceptions of its own
            logger.warning("The cache fails: %s are not counted.", self.scope, exc_info=True)
            return True
