"""Logs: a JSON object a line, or readable lines in development.

What is logged is logged by Python's own ``logging``, by whatever library; each line has the id of
the request that it was written for, or of the task.
"""

import logging
import re
from typing import Any

import orjson
import structlog
from structlog.typing import EventDict, Processor

from cms.operations.errors import sentence

#: What is known of a line, wherever it comes from.
_COMMON: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

#: How many characters a line has that repeats what somebody asked for.
_SHORT = 300

#: Those who go on where an engine does not answer, and say so each time.
_WITHOUT_ENGINES = ("modelsearch.index", "cms.operations.metrics.publication", "cms.throttling")

#: Those who try to reach other servers.
_TRYING = ("psycopg.pool", "elastic_transport", "opensearch", "urllib3")

_MAIL = re.compile(r"[^\s@<>()\"'=:/]+@[^\s@<>()\"'/]+\.\w+")

#: Fields in which a library, or whoever asks, may have written anything.
_FREE = ("event", "exception", "request")


def without_mail_addresses(logger: Any, method: str, event: EventDict) -> EventDict:
    """Take mail addresses out: the errors of databases and mail servers have them."""
    for name in _FREE:
        text = event.get(name)
        if isinstance(text, str) and "@" in text:
            event[name] = _MAIL.sub("…", text)
    return event


class AsWarning(logging.Filter):
    """Makes a short warning of what a library calls an error, with a traceback.

    Args:
        level: from which level on lines are written.
    """

    def __init__(self, level: str) -> None:
        super().__init__()
        self._is_written = logging.getLevelNamesMapping()[level] <= logging.WARNING

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = record.getMessage()[:_SHORT], ()
        record.exc_info = None
        return self._is_written


class InShort(logging.Filter):
    """Says in a sentence that an engine does not answer, and not by a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info and record.exc_info[1]
        said = sentence(error) if error else None
        if said is not None:
            record.msg, record.args = f"{record.getMessage()} {said}", ()
            record.exc_info = None
        return True


def _json(event: EventDict, default: Any) -> str:
    return orjson.dumps(event, default=default).decode()


def configuration(level: str, is_readable: bool) -> dict[str, Any]:
    """Return Django's ``LOGGING``.

    Args:
        level: from which level on lines are written.
        is_readable: whether people read them, and not machines.
    """
    last: list[Processor] = [
        structlog.dev.ConsoleRenderer()
        if is_readable
        else structlog.processors.JSONRenderer(serializer=_json),
    ]
    if not is_readable:
        last = [structlog.processors.format_exc_info, without_mail_addresses, *last]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
                "foreign_pre_chain": _COMMON,
            }
        },
        "filters": {"as_warning": {"()": AsWarning, "level": level}, "in_short": {"()": InShort}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers are not needed beside the root's.
            "django": {"handlers": [], "level": level},
            # It says of each request that failed what RequestLogMiddleware says.
            "django.request": {"level": "CRITICAL"},
            # Whoever asks at a name that is not this server's has a 400, and nothing broke.
            "django.security.DisallowedHost": {"filters": ["as_warning"]},
            **{name: {"filters": ["in_short"]} for name in _WITHOUT_ENGINES},
            # It writes names and network addresses of those who log in.
            "axes": {"level": "CRITICAL"},
            # They tell each attempt at reaching a server that does not answer, at length; whoever
            # asks the server says that it does not.
            **{name: {"level": "ERROR"} for name in _TRYING},
            # That a task waits tells which request it comes from.
            "django_tasks": {"level": "DEBUG" if level == "INFO" else level},
        },
    }


def configure() -> None:
    """Have what is logged by structlog take the same way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_COMMON,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
