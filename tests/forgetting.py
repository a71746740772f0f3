"""Reading as a process does that has just started."""

from cms.queries import known
from cms.representation import prepared


def forget() -> None:
    """Forget what the process keeps of the rows and streams that it read."""
    known.shelf.clear()
    prepared.shelf.clear()
