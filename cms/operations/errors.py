"""What drivers say of errors, in one sentence."""

from collections.abc import Iterator
from logging import Logger
from types import TracebackType

from django.db import DatabaseError, Error, InterfaceError, OperationalError

#: Whose code is at work when an engine fails, by module, and the setting that names the engine. The
#: first that is found counts: tasks are asked for in Redis by what caches are asked by, too.
_CLIENTS = {
    "cms.delivery.cdn": "CDN_URL",
    "cms.translation.machines": "TRANSLATOR_URL",
    "rq": "TASKS",
    "django_rq": "TASKS",
    "redis": "CACHE_URL",
    "botocore": "STORAGE_URL",
    "elastic_transport": "SEARCH_URL",
    "elasticsearch": "SEARCH_URL",
    "opensearchpy": "SEARCH_URL",
    "smtplib": "EMAIL_URL",
    "django.core.files.storage": "VAR_DIR",
}


#: SQLSTATE of PostgreSQL where a transaction may only read. It is an "internal error" to Django.
READ_ONLY = "25006"


def sqlstate(error: BaseException) -> str | None:
    """Return PostgreSQL's code of a database's error; None where it has none, or did not answer."""
    state: str | None = getattr(error.__cause__, "sqlstate", None)
    return state


def in_short(error: BaseException) -> str:
    """Return what went wrong with an engine, without the rest, which may hold a password."""
    first = str(error).strip().partition("\n")[0].rpartition("@")[2]
    said = "It refuses" if _is_answer(error) else "It does not answer"
    return f"{said}: {first.rstrip('.') or type(error).__name__}."


def sentence(error: BaseException) -> str | None:
    """Return which setting's engine failed, and how; None where an error is no engine's."""
    if _is_not_migrated(error):
        return "DATABASE_URL: The database lacks what migrations make: run migrate first."
    variable = _variable(error)
    return variable and f"{variable}: {in_short(error)}"


def log_failure(
    logger: Logger, level: int, message: str, *arguments: object, error: BaseException
) -> None:
    """Log that something failed, with a traceback only where that is no engine's doing.

    Args:
        logger: of whoever goes on without it.
        level: the line's.
        message: what failed, with ``%s`` for each argument.
        arguments: the message's.
        error: what was raised.
    """
    is_mistake = sentence(error) is None
    logger.log(level, f"{message} %s", *arguments, in_short(error), exc_info=is_mistake)


def _variable(error: BaseException) -> str | None:
    # Of a file that is no database, SQLite says no more than that there is an error.
    if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
        return "DATABASE_URL"
    if sqlstate(error) == READ_ONLY:
        return "DATABASE_URL"
    if isinstance(error, FileNotFoundError):  # the engine is there, and the file is not
        return None
    # Each client has exceptions of its own, beside those of the system. Anything else that is
    # raised in its code is a mistake in ours.
    own: set[str] = {each.__module__ for each in type(error).__mro__}
    if not isinstance(error, OSError) and not _first(own):
        return None
    return _first(own | set(_modules(error.__traceback__)))


def _is_not_migrated(error: BaseException) -> bool:
    """Whether a table or a column is missing, as each database says it."""
    if not isinstance(error, Error):
        return False
    return sqlstate(error) in ("42P01", "42703") or str(error).startswith(
        ("no such table", "no such column")
    )


def _first(modules: set[str]) -> str | None:
    """Return the setting of the first client that one of some modules belongs to."""
    for client, variable in _CLIENTS.items():
        if any(module == client or module.startswith(f"{client}.") for module in modules):
            return variable
    return None


def _modules(traceback: TracebackType | None) -> Iterator[str]:
    """Give the modules that an error went through."""
    while traceback is not None:
        yield traceback.tb_frame.f_globals.get("__name__", "")
        traceback = traceback.tb_next


def _is_answer(error: BaseException) -> bool:
    """Whether an engine answered, and would not do what it was asked to."""
    if sqlstate(error) is not None:
        return True
    has_status = isinstance(getattr(error, "status_code", None), int)
    # What the system says of a file has the file's name.
    return has_status or any(
        getattr(error, name, None) is not None for name in ("response", "filename")
    )
