"""What is done after a change, and when something is due again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from cms.webhooks.models import Position
from cms.webhooks.relay import relay
from cms.webhooks.sending import forget, send_due

#: How long a run may take, and each attempt in it, in seconds: while an editor waits for what
#: they saved, and in a worker, which has other things to do, too.
AT_ONCE = (3.0, 3.0)
IN_WORKER = (60.0, 10.0)


def run(seconds: float, patience: float) -> datetime | None:
    """Tell the endpoints what changed; return when something is to be sent next, or None.

    Args:
        seconds: how long that may take.
        patience: how long one attempt may take.
    """
    relay()
    forget()
    return send_due(seconds, patience)


@task()
def send_webhooks() -> None:
    """Tell the endpoints what changed, and have what is to be sent later sent then."""
    at_once = settings.TASKS_PLACE == "immediate"
    due_at = run(*(AT_ONCE if at_once else IN_WORKER))
    if due_at is None or at_once:
        return
    now = timezone.now()
    due_at = max(due_at, now + timedelta(seconds=1))
    # One such task is enough; one whose time has come was this one, or is no more.
    sooner = Q(wakes_at=None) | Q(wakes_at__lte=now) | Q(wakes_at__gt=due_at)
    if Position.objects.filter(sooner).update(wakes_at=due_at):
        send_webhooks.using(run_after=due_at).enqueue()
