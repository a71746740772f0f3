"""The database."""

from typing import Any

from cms.environment import engines
from cms.environment.reading import read
from cms.settings.server import VAR_DIR

DATABASES: dict[str, dict[str, Any]] = {
    "default": read(
        "DATABASE_URL",
        engines.database,
        "sqlite:///PATH, in a folder that exists, or postgres://USER:PASSWORD@HOST:PORT/NAME",
        {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR_DIR / "mosaic.sqlite3")},
    )
}
# Opening SQLite's file for every request would cost more than most requests do.
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers do not wait for a writer; a writer waits for its turn, 20 seconds at most.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    # A file, and not memory: browser tests read it from a second thread.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    # SQL that a connection is asked a third time is planned no more; see cms.queries.postgresql.
    _OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
    _OPTIONS.setdefault("prepare_threshold", 2)
    # A server that does not answer is one that is not there.
    _OPTIONS.setdefault("connect_timeout", engines.PATIENCE)
    # Behind a pooler, a cursor's next rows may be asked for on another connection.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = _OPTIONS["prepare_threshold"] is None
    # Each thread keeps a connection of its own, unless they share some.
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if "pool" in _OPTIONS else None
