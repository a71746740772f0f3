"""Send the webhooks that are due."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.webhooks.tasks import run

#: For how many seconds it may send, and how long one attempt may take.
SECONDS, PATIENCE = 50.0, 10.0


class Command(BaseCommand):
    """For a timer that runs it every minute."""

    help = (
        "Send the webhooks that are due: what could not be sent at once, or was left undone by a "
        "process that died. Run it every minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        due_at = run(SECONDS, PATIENCE)
        self.stdout.write("Nothing waits." if due_at is None else f"Next attempt: {due_at:%c}.")
