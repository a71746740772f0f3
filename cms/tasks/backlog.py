"""How much waits to be done, wherever it waits."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Backlog:
    """What workers have before them.

    Attributes:
        waiting: how many tasks could be done now.
        failed: how many did not succeed.
        oldest: since when the one waits that waits longest; None where none does.
    """

    waiting: int
    failed: int
    oldest: datetime | None
