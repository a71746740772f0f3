"""The day that it is: all that answers may show of the time, which goes on without a change."""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any

from django.utils import timezone

#: Where Django's views find the day that their answer is made for: ``request.META[DAY]``.
DAY = "mosaic.day"

#: In seconds: whatever the time zone, no day begins within one.
_QUARTER = 15 * 60


def day_of(now: int) -> date:
    """Return the day, in the publication's time zone, of a second in Unix time."""
    return _day(now // _QUARTER, timezone.get_default_timezone())


def today(request: Any) -> date:
    """Return the day that a request's answer is made for."""
    day: date = request.META.get(DAY) or timezone.localdate()
    return day


@lru_cache(maxsize=4)
def _day(quarter: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(quarter * _QUARTER, zone).date()
