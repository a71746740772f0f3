"""The journal: a line for every change to what readers can see, in the order of commits.

The database writes it, by triggers, in the transaction of the change. Its newest line is the
version of all public content.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, InterfaceError, connections, transaction
from django.db.models import Max, QuerySet

from cms.delivery.models import Line
from cms.delivery.tags import EVERYTHING
from cms.queries.engine import vendor
from cms.queries.statement import Question, Text, ask_together

#: The version of the line that says that the triggers are away: ahead of all others.
CLOSED = 2**63 - 1

_NEWEST = (
    "(SELECT version || '-' || nonce FROM delivery_line WHERE version IS NOT NULL "
    "ORDER BY version DESC LIMIT 1)"
)

#: The newest line's version and nonce, and the second that the clock shows.
_VERSION_SQLITE = f"SELECT {_NEWEST}, CAST(strftime('%s', 'now') AS integer)"

#: To that, inside a transaction that has written something, its own newest line.
_NEWEST_POSTGRESQL = (
    f"{_NEWEST} || CASE WHEN pg_current_xact_id_if_assigned() IS NULL "
    "THEN '' ELSE coalesce((SELECT '+' || max(id) FROM delivery_line WHERE version IS NULL), '') "
    "END"
)
_VERSION_POSTGRESQL = (
    f"SELECT {_NEWEST_POSTGRESQL}, floor(extract(epoch FROM statement_timestamp()))::bigint"
).encode()
_BESIDE = Text(_NEWEST_POSTGRESQL)

#: Where a connection has the token that came with the answer to its last question.
_OF_LAST_QUESTION = "_version_of_last_question"

#: What the token of a version begins with of which nothing is known.
_UNKNOWN = "unknown-"


class Version(NamedTuple):
    """A version of all public content.

    Attributes:
        token: what tells it from every other version. Two are equal only if all is as it was.
        now: the second that the database's clock showed when it was read, in Unix time.
    """

    token: str
    now: int

    @property
    def is_known(self) -> bool:
        """Whether it says something: while the journal is closed, or empty, none does."""
        return not self.token.startswith(_UNKNOWN)


def version() -> Version:
    """Return the present version of all public content. It costs one small query.

    While the journal is closed, or empty, nothing is known of what changes: then no two versions
    are equal.

    Raises:
        django.db.DatabaseError, django.db.InterfaceError: the database does not answer.
    """
    connection = connections["default"]
    forget_version(connection)
    try:
        token, now = _ask(connection)
    except (DatabaseError, InterfaceError):
        # It may be the connection only: this is asked before Django looks after connections.
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        token, now = _ask(connection)
    if token is None or token.startswith(f"{CLOSED}-"):
        token = f"{_UNKNOWN}{secrets.token_hex(16)}"
    return Version(token, now)


def ask_beside(questions: Sequence[Question]) -> list[list[Any]]:
    """Return what several statements find, as ``ask_together`` does, and the version beside it.

    PostgreSQL shows both as they were in the same moment, so that nobody has to ask once more
    whether the version is still the same: see ``version_of_last_question``. On SQLite, which is not
    far away, and where nothing fits into JSON, the version stays unknown.
    """
    if vendor() != "postgresql" or not any(each.compiled.fits_json for each, _ in questions):
        return ask_together(questions)
    # The version comes first: asked for last, it had PostgreSQL take the memory for a long answer
    # from the system each time, and give it back (0.3 ms).
    [token], *answers = ask_together([(_BESIDE, {}), *questions])
    connections["default"].__dict__[_OF_LAST_QUESTION] = token and token.decode()
    return answers


def version_of_last_question() -> str | None:
    """Return the token of the version in which the last question to the database was answered.

    None where that is not known: it was not asked by ``ask_beside``.
    """
    return connections["default"].__dict__.get(_OF_LAST_QUESTION)


def forget_version(connection: Any) -> None:
    """Forget of which version the last question was: a connection is asked another one."""
    connection.__dict__.pop(_OF_LAST_QUESTION, None)


def _ask(connection: Any) -> tuple[str | None, int]:
    if connection.connection is None:
        connection.ensure_connection()
    with connection.wrap_database_errors:
        # The driver's own ways: Django's cost more than the query does.
        return _READ[connection.vendor](connection.connection)  # type: ignore[no-any-return]


def _read_sqlite(driver: Any) -> Any:
    return driver.execute(_VERSION_SQLITE).fetchone()


def _read_postgresql(driver: Any) -> Any:
    """Ask for what is prepared: half as long as psycopg's cursors take, and planned once.

    To plan it takes five times as long as to answer it.
    """
    from cms.queries import prepared  # noqa: PLC0415  PostgreSQL's driver, which SQLite goes without

    if not prepared.can_ask(driver):
        return driver.execute(_VERSION_POSTGRESQL).fetchone()
    statement = prepared.Prepared(_STATEMENT, _VERSION_POSTGRESQL)
    found: Any = prepared.ask(driver.pgconn, statement)
    token = found.get_value(0, 0)
    return token and token.decode(), int(found.get_value(0, 1))


#: What the question is called in PostgreSQL's connections.
_STATEMENT = b"mosaic_version"

_READ = {"sqlite": _read_sqlite, "postgresql": _read_postgresql}


def changed(*tags: str) -> None:
    """Write a line about what the database does not know of, such as a file.

    Args:
        tags: what changed; see ``cms.delivery.tags``.

    Raises:
        ValueError: there is no tag, or one of them is empty or has a space in it.
    """
    if not tags or any(tag.split() != [tag] for tag in tags):
        raise ValueError(f"Tags are texts without spaces, at least one: {tags!r}")
    Line.objects.create(tags=" ".join(tags))


def lines_after(number: int) -> QuerySet[Line]:
    """Return the lines that were committed after a version, in order.

    Whoever keeps the version of the last line that they have dealt with misses none.
    """
    lines = Line.objects.filter(version__gt=number, version__lt=CLOSED)
    return lines.order_by("version", "id")


def prune(before: datetime) -> int:
    """Delete the lines made before a moment, but not the newest ones; return how many."""
    newest = Line.objects.filter(version__lt=CLOSED).aggregate(newest=Max("version"))["newest"]
    old = Line.objects.filter(made_at__lt=before, version__lt=newest or 0)
    return old.delete()[0]


def close() -> None:
    """Say that changes leave no lines from here on, until the journal is opened."""
    if not Line.objects.filter(version=CLOSED).exists():
        Line.objects.create(version=CLOSED, tags=EVERYTHING)


def open_() -> None:
    """Say that changes leave lines again, and that everything may have changed meanwhile."""
    with transaction.atomic():
        Line.objects.filter(version=CLOSED).delete()
        changed(EVERYTHING)


def is_closed() -> bool:
    """Whether changes may leave no lines: the journal was closed, or is empty."""
    newest = Line.objects.aggregate(newest=Max("version"))["newest"]
    return newest is None or newest == CLOSED
