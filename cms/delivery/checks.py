"""The journal's system check."""

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, register

from cms.delivery.triggers.install import differences


@register("database")
def triggers_are_installed(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The journal's triggers are those that the models ask for.

    A warning only: an error would keep ``migrate``, which mends it, from starting.
    """
    if "default" not in (databases or []):
        return []
    missing, stale = differences()
    tables = sorted({trigger[0] for trigger in [*missing, *stale]})
    if not tables:
        return []
    return [
        checks.Warning(
            f"Changes to {', '.join(tables)} may not reach readers: the journal's triggers are "
            "missing or out of date.",
            hint="Run: python manage.py migrate",
            id="mosaic.W001",
        )
    ]
