"""A system that Mosaic is held against: installed, filled, and started as its manual says."""

import json
import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

import psycopg

from bench import databases
from bench.answers import WrongAnswerError
from bench.installation import VAR_DIR, BuildError, Installation, digest
from bench.peers.content import write_posts
from bench.process import running
from bench.questions import LANGUAGES, PER_LISTING, listings_of
from bench.server import HOST, Reply, ask, free_port
from bench.sides import Side

#: What changes what is in its database: with another digest, it is built anew.
_MADE_BY = (
    "bench/content/*.py",
    "bench/peers/content.py",
    "bench/peers/*/fill.js",
    "bench/peers/*/project.py",
    "bench/peers/*/rows.py",
    "bench/peers/*/schema.py",
)


class Peer(ABC):
    """One of them, as a context: it is up inside.

    Attributes:
        side: what the results know it by.
        packages: what is installed from npm, with versions.
        compiled: which of what that brings has to be compiled here.
        port: where it listens on 127.0.0.1.
    """

    side: ClassVar[Side]
    packages: ClassVar[Sequence[str]]
    compiled: ClassVar[Sequence[str]] = ()

    def __init__(self, installation: Installation) -> None:
        """Prepare it.

        Args:
            installation: the one whose posts it has, and whose server its database is on.
        """
        self.options = installation.options
        self._pages = installation.pages
        self._kind = f"{self.side.name}-{self._pages}-{self.options.seed}"
        self._name = f"{self._kind}-{digest(_MADE_BY)}"
        self.folder = VAR_DIR / self._name
        self.port = free_port()

    def build(self) -> None:
        """Install and fill it, unless that was done.

        Raises:
            BuildError, DatabaseError: it cannot be installed, or filled.
        """
        built = self.folder / "built"
        if built.exists() and not self.options.fresh:
            return
        if shutil.which("npm") is None:
            raise BuildError(f"{self.side.title} needs Node.js and npm, which are not here")
        for folder in [*VAR_DIR.glob(f"{self._kind}-*"), self.folder]:
            shutil.rmtree(folder, ignore_errors=True)
            databases.drop(self.options.database_url, folder.name)
        self.folder.mkdir(parents=True)
        databases.create(self.options.database_url, self._name)
        content = self.folder / "content.json"
        content.write_text(json.dumps(write_posts(self.options.seed, self._pages)))
        self.prepare()
        # What packages run when they are installed is left out, but for those that need it.
        install = ("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
        self.run(*install, "--loglevel=error", "--legacy-peer-deps", *self.packages)
        if self.compiled:
            self.run("npm", "rebuild", *self.compiled)
        self.fill(content)
        databases.execute(self.database_url, "VACUUM ANALYZE")
        built.touch()

    @property
    def database_url(self) -> str:
        """The address of its database."""
        return databases.beside(self.options.database_url, self._name)

    def prepare(self) -> None:
        """Write what is there before anything is installed."""
        (self.folder / "package.json").write_text('{"private": true}')

    @abstractmethod
    def fill(self, content: Path) -> None:
        """Make the models and their content.

        Args:
            content: a file with what ``bench.peers.content`` writes.
        """

    @property
    @abstractmethod
    def command(self) -> Sequence[str]:
        """What starts it."""

    @abstractmethod
    def variables(self) -> dict[str, str]:
        """Return its settings."""

    @abstractmethod
    def addresses(self) -> dict[str, list[str]]:
        """Return what is asked of it, by the names of questions."""

    @abstractmethod
    def kinds_of(self, post: Any) -> list[str]:
        """Return the kinds of blocks of a post in an answer, in their order."""

    def raw(self, address: str) -> bytes:
        """Return the whole HTTP request for an address."""
        return f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode("ascii")

    def ask(self, address: str) -> Reply:
        """Ask for a path and query.

        Raises:
            OSError: it does not answer.
        """
        return ask(self.port, address)

    def get(self, address: str) -> Any:
        """Return the ``data`` of an answer.

        Raises:
            WrongAnswerError: the answer is an error.
        """
        reply = self.ask(address)
        if reply.status != 200:
            said = reply.body[:300].decode(errors="replace")
            raise WrongAnswerError(f"{self.side.title}, {address}: {reply.status} {said}")
        return json.loads(reply.body)["data"]

    def run(self, *command: str) -> None:
        """Run a command in its folder.

        Raises:
            BuildError: it ends with an error.
        """
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **self.variables()},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = f"{done.stdout[-1000:]}\n{done.stderr[-1000:]}"
            raise BuildError(f"{self.side.title}: {' '.join(command[:3])} failed:\n{said}")

    def database(self) -> dict[str, str]:
        """Return the variables that say where its database is."""
        with psycopg.connect(self.database_url) as connection:
            info = connection.info
            return {
                "DB_HOST": info.host,
                "DB_PORT": str(info.port),
                "DB_DATABASE": info.dbname,
                "DB_USER": info.user,
                # Where none is needed, something has to stand there all the same.
                "DB_PASSWORD": info.password or "none",
            }

    def some_of(self, posts: Sequence[Any]) -> list[Any]:
        """Return some of the newest, of the oldest, and of those between, as of Mosaic's."""
        number = min(self.options.posts, len(posts)) // 3
        middle = len(posts) // 2
        return [*posts[:number], *posts[middle : middle + number], *posts[len(posts) - number :]]

    @property
    def offsets(self) -> range:
        """Where the listings begin that are asked for."""
        listings = listings_of(self._pages // len(LANGUAGES))
        return range(0, listings * PER_LISTING, PER_LISTING)

    def __enter__(self) -> "Peer":
        self._stack = ExitStack()
        self._stack.enter_context(
            running(
                self.side.title,
                self.command,
                variables={**os.environ, **self.variables()},
                log=self.folder / "server.log",
                ask=lambda: self.ask("/"),
                patience=120,
                folder=self.folder,
            )
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
