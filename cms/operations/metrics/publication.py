"""What the publication is at, which all servers say the same of."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from cms.delivery import journal
from cms.delivery.models import Line, Told
from cms.tasks.place import place
from cms.webhooks.models import Delivery, State

logger = logging.getLogger(__name__)


class PublicationCollector(Collector):
    """Asks each engine when it is scraped. One that does not answer is said not to be up."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("mosaic_up", "Whether an engine answers.", labels=["engine"])
        for engine, look in _LOOKS.items():
            try:
                found = list(look())
            except Exception:  # each engine has exceptions of its own
                logger.warning("The %s does not answer.", engine, exc_info=True)
                up.add_metric([engine], 0)
            else:
                up.add_metric([engine], 1)
                yield from found
        yield up


def look_at_database() -> Iterable[GaugeMetricFamily]:
    """The journal, and what follows it."""
    lines = Line.objects.filter(version__lt=journal.CLOSED)
    found = lines.aggregate(newest=Max("version"), lines=Count("pk"))
    newest = found["newest"] or 0
    yield _gauge("journal_version", "The number of the newest change.", newest)
    yield _gauge("journal_lines", "How many changes the journal has.", found["lines"])
    unsent = GaugeMetricFamily(
        "mosaic_cdn_unsent_changes", "Changes that a CDN was not told of.", labels=["cdn"]
    )
    for told in Told.objects.all():
        unsent.add_metric([told.cdn], lines.filter(version__gt=told.version).count())
    yield unsent
    webhooks = Delivery.objects.aggregate(
        pending=Count("pk", filter=Q(state=State.PENDING)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        oldest=Min("happened_at", filter=Q(state=State.PENDING)),
    )
    yield _gauge("webhooks_pending", "Deliveries that wait.", webhooks["pending"])
    yield _gauge("webhooks_failed", "Deliveries that were given up.", webhooks["failed"])
    yield _age("webhooks_oldest", "How long the oldest delivery has waited.", webhooks["oldest"])


def look_at_cache() -> Iterable[GaugeMetricFamily]:
    """Nothing but that it answers."""
    cache.get("health")
    return ()


def look_at_tasks() -> Iterable[GaugeMetricFamily]:
    """What waits for workers."""
    found = place().backlog()
    yield _gauge("tasks_waiting", "Tasks that wait for a worker.", found.waiting)
    yield _gauge("tasks_failed", "Tasks that failed.", found.failed)
    yield _age("tasks_oldest", "How long the oldest of them has waited.", found.oldest)


_LOOKS = {"database": look_at_database, "cache": look_at_cache, "tasks": look_at_tasks}


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"mosaic_{name}", text, value=value)


def _age(name: str, text: str, since: datetime | None) -> GaugeMetricFamily:
    seconds = (timezone.now() - since).total_seconds() if since else 0
    return _gauge(f"{name}_seconds", text, max(seconds, 0))
