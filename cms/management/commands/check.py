"""Django's checks, those of the database among them: they say what a new language lacks."""

from typing import Any

from django.core.management.commands import check
from django.db import DatabaseError, connections


class Command(check.Command):
    """As in Django, but it looks at the database, too, where that answers."""

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if options["databases"] is None and _answers():
            options["databases"] = ["default"]
        super().handle(*app_labels, **options)


def _answers() -> bool:
    try:
        connections["default"].ensure_connection()
    except DatabaseError:
        return False
    return True
