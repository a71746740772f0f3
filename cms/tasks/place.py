"""Where tasks wait."""

from types import ModuleType

from django.conf import settings


def place() -> ModuleType:
    """Return the module that knows them there: ``overview``, ``try_again``, and ``backlog``.

    Done at once, none waits: the database says so.
    """
    if settings.TASKS_PLACE == "redis":
        from cms.tasks import redis_queue  # noqa: PLC0415  it needs RQ's settings

        return redis_queue
    from cms.tasks import database  # noqa: PLC0415

    return database
