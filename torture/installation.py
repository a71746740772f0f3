"""An installation to torture: engines, a server, a worker, and a publication in the database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.server import ALLOCATORS, BLOCKING_THREADS, environment, free_port
from torture import engines
from torture.processes import Process, Server

BASE_DIR = Path(__file__).resolve().parent.parent

#: How many pages the publication has.
PAGES = 90


@dataclass
class Installation:
    """One of them.

    Attributes:
        engine: "sqlite" or "postgresql".
        folder: where its files are.
        variables: the environment of its processes: that of a server in production.
        server, worker: its own processes.
        engines: those of the database and of the cache, where it has such.
        facts: what ``torture.build`` says of the publication.
    """

    engine: str
    folder: Path
    variables: dict[str, str]
    server: Server
    worker: Process
    engines: list[Process] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def parts(self) -> list[Process]:
        """Return all that can be killed."""
        return [self.server, self.worker, *self.engines]

    def run(self, module: str, *arguments: str) -> Any:
        """Run a module of Python's in the installation; return what it prints, as JSON has it."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=BASE_DIR,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{module} failed:\n{done.stderr[-3000:]}")
        return json.loads(done.stdout)


@contextmanager
def installed(
    engine: str, folder: Path, webhooks: str, pages: int = PAGES, disk: Path | None = None
) -> Iterator[Installation]:
    """Give an installation with everything up; all of it ends when the context does.

    Args:
        engine: "sqlite", or "postgresql", where answers are kept in Redis.
        folder: where its files are to be.
        webhooks: the address of who is told of changes.
        pages: how many pages it has.
        disk: the folder that the database is in, if that is another one.

    Raises:
        MissingError: a program that it needs is not on this machine.
    """
    port = free_port()
    variables = environment(
        DEBUG="false",
        SECRET_KEY="not a secret: nobody but the torture run is served here",  # noqa: S106
        BASE_URL=f"http://127.0.0.1:{port}",
        ALLOWED_HOSTS="127.0.0.1",
        VAR_DIR=str(folder),
        TASKS="database",
        WEBHOOKS_NETWORKS="127.0.0.0/8",
        DJANGO_SETTINGS_MODULE="torture.settings",
        **ALLOCATORS,
    )
    if engine == "sqlite" and disk is not None:
        variables["DATABASE_URL"] = f"sqlite:///{disk}/mosaic.sqlite3"
    with ExitStack() as stack:
        parts = []
        if engine == "postgresql":
            plain = {"PATH": os.environ["PATH"]}
            database, variables["DATABASE_URL"] = stack.enter_context(
                engines.postgresql(folder / "postgresql.log", plain, disk)
            )
            cache, variables["CACHE_URL"] = stack.enter_context(
                engines.redis(folder / "redis.log", plain)
            )
            parts = [database, cache]
        server = Server(
            "the server",
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
             "--port", str(port), "--blocking-threads", str(BLOCKING_THREADS),
             "--backlog", "1024", "--log-level", "warning", "cms.wsgi:application"],
            variables, folder / "server.log", port=port,
        )  # fmt: skip
        worker = Process(
            "the worker",
            [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--interval", "0.2"],
            variables,
            folder / "worker.log",
        )
        made = Installation(engine, folder, variables, server, worker, parts)
        made.facts = made.run("torture.build", str(pages), webhooks)
        for process in (server, worker):
            process.start()
            stack.callback(process.kill)
        yield made
