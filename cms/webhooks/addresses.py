"""Which addresses can be an endpoint's."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.outside import is_public, parse, within

PORTS = {"http": 80, "https": 443}


def validate_address(address: str) -> None:
    """Refuse an address that can be seen not to be called. What a name stands for is seen later.

    Raises:
        django.core.exceptions.ValidationError: it has no port or host, is no web address, has a
            password in it, is not encrypted, or leads inside the network.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(_("This is not an address of the web.")) from None
    if port == 0 or re.search(r"\s", address):
        raise ValidationError(_("This is not an address of the web."))
    if parts.scheme not in PORTS or not host:
        raise ValidationError(_("The address has to begin with https://."))
    if parts.username is not None or parts.fragment:
        raise ValidationError(_("The address must not have a password or a # in it."))
    if parts.scheme == "http" and not (settings.DEBUG or settings.WEBHOOKS_NETWORKS):
        raise ValidationError(_("The address has to begin with https://."))
    try:
        inside = not is_public(host) and not within(parse(host), settings.WEBHOOKS_NETWORKS)
    except ValueError:  # it is a name
        return
    if inside:
        raise ValidationError(_("This address is not on the public web."))
