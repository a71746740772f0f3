"""Whether the tables are as the code wants them."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def newest_migrations() -> list[str] | None:
    """Return the newest migration of each application, as ``blog.0001_initial``.

    Returns:
        None where some are not applied.

    Raises:
        django.db.DatabaseError: the database does not answer.
    """
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(newest):
        return None
    return [f"{application}.{name}" for application, name in newest]
