"""Whether the index is what the rules make of it."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004


@register("database")
def index_is_built_by_these_rules(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The index was built by the rules that questions are read by."""
    from django.db import connections  # noqa: PLC0415
    from wagtail.search.models import IndexEntry  # noqa: PLC0415

    from cms.search.models import IndexBuild  # noqa: PLC0415
    from cms.search.rules import fingerprint  # noqa: PLC0415

    if not databases:
        return []
    tables = connections["default"].introspection.table_names()
    if not {IndexEntry._meta.db_table, IndexBuild._meta.db_table} <= set(tables):
        return []
    if not IndexEntry.objects.exists() or IndexBuild.noted() == fingerprint():
        return []
    return [
        Warning(
            "The search index was built by other rules than questions are read by now.",
            hint="Run: python manage.py update_index",
            id="mosaic.W006",
        )
    ]
