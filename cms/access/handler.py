"""How failed logins are counted."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_failure_limit
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum


class FailureHandler(AxesDatabaseHandler):
    """Counts by username and address, as ``AXES_LOCKOUT_PARAMETERS`` says, and more loosely by
    address alone: one password can be tried for many usernames, too."""

    def get_failures(self, request: Any, credentials: Any = None) -> int:
        """Return how many logins failed: as many as lock, where too many did from the address."""
        failures: int = super().get_failures(request, credentials)
        limit: int = get_failure_limit(request, credentials)
        return max(failures, limit) if _has_failed_too_often(request) else failures


def _has_failed_too_often(request: Any) -> bool:
    address = request.axes_ip_address
    if address is None:  # over a Unix socket without a proxy, it would be everybody's
        return False
    attempts = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gte=get_cool_off_threshold(request)
    )
    failures = attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    return bool(failures >= settings.ADDRESS_FAILURE_LIMIT)
