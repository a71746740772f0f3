"""Tell the CDNs what they could not be told at once."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.delivery.purges import tell_cdns

#: What changed within this time is told once more; see ``tell_cdns``.
AGAIN = timedelta(minutes=2)


class Command(BaseCommand):
    """For a timer that runs it every minute."""

    help = "Tell the CDN what changed since it was last told. Run it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.WAGTAILFRONTENDCACHE:
            raise CommandError("There is no CDN to tell: CDN_URL is not set.")
        failed = tell_cdns(AGAIN)
        if failed:
            reasons = "; ".join(f"{name}: {reason}" for name, reason in failed.items())
            raise CommandError(f"Not told, and to be told the next time: {reasons}")
