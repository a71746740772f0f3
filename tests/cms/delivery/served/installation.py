"""Installations: a database, and processes that serve and edit it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.cms.delivery.served.process import Editor, Server
from tests.databases import new_postgresql
from tests.processes import manage
from tests.redis import new_redis


class Installation:
    """One of them.

    Attributes:
        variables: the settings that its processes are started with.
    """

    def __init__(self, folder: Path, stack: ExitStack, **variables: str) -> None:
        self._folder = folder
        self._stack = stack
        self.variables = {"VAR_DIR": str(folder), **variables}

    def migrate(self) -> None:
        """Make the tables. Nothing is said of it."""
        done = manage("migrate", "--verbosity", "0", DEBUG="true", **self.variables)
        assert (done.returncode, done.stderr) == (0, "")

    def server(self) -> Server:
        """Start another server."""
        server = Server(self._folder, **self.variables)
        self._stack.callback(server.kill)
        return server

    def editor(self) -> Editor:
        """Start an editor."""
        editor = Editor(**self.variables)
        self._stack.callback(editor.end)
        return editor


@contextmanager
def installed(engine: str, folder: Path) -> Iterator[Installation]:
    """Give an installation, whose processes end when the context does.

    Args:
        engine: "sqlite", or "postgresql", where answers are kept in Redis.
        folder: where its files are.
    """
    with ExitStack() as stack:
        made = Installation(folder, stack)
        if engine == "postgresql":
            made.variables["DATABASE_URL"] = stack.enter_context(new_postgresql())
            made.variables["CACHE_URL"] = stack.enter_context(new_redis()).address
        yield made
