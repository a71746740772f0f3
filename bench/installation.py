"""An installation of Mosaic to measure: a database with a publication, kept between runs."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import databases
from bench.options import Options
from bench.server import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var" / "bench"

#: What changes what is in the database: with another digest, it is built anew.
_MADE_BY = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "bench/content/*.py",
    "bench/build/*.py",
    "cms/pages/counting.py",
    "cms/search/**/*.py",
)


class BuildError(Exception):
    """The publication could not be built."""


@dataclass(frozen=True)
class Installation:
    """Mosaic with its own database and files.

    Attributes:
        engine: "sqlite" or "postgresql".
        pages: how many pages its publication has.
        options: the run's.
    """

    engine: str
    pages: int
    options: Options

    @property
    def name(self) -> str:
        """What its folder is called, and in other letters its database."""
        return f"{self._kind}-{digest(_MADE_BY)}"

    @property
    def _kind(self) -> str:
        return f"{self.engine}-{self.pages}-{self.options.seed}"

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return VAR_DIR / self.name

    @property
    def cache(self) -> str:
        """Where its answers are kept: "redis" or "memory"."""
        return "redis" if self.engine == "postgresql" and self.options.cache_url else "memory"

    def variables(self) -> dict[str, str]:
        """Return the environment of its processes: that of a server in production."""
        is_sqlite = self.engine == "sqlite"
        database_url = databases.beside(self.options.database_url, self.name)
        return environment(
            DEBUG="false",
            SECRET_KEY="not a secret: nobody but the benchmark is served here",  # noqa: S106
            BASE_URL="http://127.0.0.1",
            ALLOWED_HOSTS="127.0.0.1",
            PORT="",
            VAR_DIR=str(self.folder),
            DATABASE_URL="" if is_sqlite else database_url,
            CACHE_URL=self.options.cache_url if self.cache == "redis" else "",
            SECRET_KEY_FALLBACKS="",
            HSTS_SECONDS="",
            TASKS="",
            STORAGE_URL="",
            SEARCH_URL="",
            CDN_URL="",
            CDN_MAX_AGE="",
            CDN_STALE_WHILE_REVALIDATE="",
            WEBHOOKS_NETWORKS="",
            TRANSLATOR_URL="",
            TIME_ZONE="UTC",
            PHOTO_FORMATS="",
            CORS_ALLOWED_ORIGINS="",
            API_V3_PREVIEW="",
            FRONTEND_URL="",
            COMMENTS_RATE="",
            API_RATE="",
            PROXIES="",
            ADMIN_OTP="",
            EMAIL_URL="",
            EMAIL_FROM="",
            LOG_LEVEL="WARNING",
            METRICS_TOKEN="",
            DJANGO_SETTINGS_MODULE="bench.settings",
        )

    def build(self) -> dict[str, Any]:
        """Build what is not there, and return what it took, when it was built.

        Raises:
            BuildError, DatabaseError: it could not be built.
        """
        facts = self.folder / "built.json"
        if facts.exists() and not self.options.fresh:
            return json.loads(facts.read_text())  # type: ignore[no-any-return]
        for folder in VAR_DIR.glob(f"{self._kind}-*"):
            self._remove(folder.name)
        built = self._run()
        facts.write_text(json.dumps(built))
        return built

    def load_without_journal(self) -> dict[str, Any]:
        """Load the same into a database without the journal's triggers.

        Returns:
            What it took, now or when it was done before.

        Raises:
            BuildError, DatabaseError: it could not be loaded.
        """
        facts = self.folder / "without_journal.json"
        if not facts.exists():
            scratch = Scratch(self.engine, self.pages, self.options)
            scratch._remove(scratch.name)
            try:
                facts.write_text(json.dumps(scratch._run("--without-journal")))
            finally:
                scratch._remove(scratch.name)
        return json.loads(facts.read_text())  # type: ignore[no-any-return]

    def _remove(self, name: str) -> None:
        """Remove the folder and the database of one that was built before."""
        shutil.rmtree(VAR_DIR / name, ignore_errors=True)
        if self.engine == "postgresql":
            databases.drop(self.options.database_url, name)

    def _run(self, *arguments: str) -> dict[str, Any]:
        self.folder.mkdir(parents=True)
        if self.engine == "postgresql":
            databases.create(self.options.database_url, self.name)
        command = [sys.executable, "-m", "bench.build", str(self.pages), str(self.options.seed)]
        done = subprocess.run(
            [*command, *arguments],
            cwd=BASE_DIR,
            env=self.variables(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BuildError(f"{self.name} could not be built:\n{done.stderr[-2000:]}")
        return json.loads(done.stdout)  # type: ignore[no-any-return]


class Scratch(Installation):
    """One that is thrown away."""

    @property
    def name(self) -> str:
        return f"scratch-{self._kind}"


def installations(options: Options) -> Iterator[Installation]:
    """Yield all that are to be measured, a size at a time."""
    for pages in options.pages:
        for engine in options.engines:
            yield Installation(engine, pages, options)


def digest(made_by: Iterable[str]) -> str:
    """Return a digest of what something is made by: patterns of files."""
    files = sorted({file for pattern in made_by for file in BASE_DIR.glob(pattern)})
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.blake2b(content, digest_size=4).hexdigest()
