"""A PostgreSQL cluster and a Redis server of a run's own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.server import free_port
from torture.processes import Process


class MissingError(Exception):
    """A program is not on this machine; the text is a sentence that says which."""


def postgresql_programs() -> Path:
    """Return the folder of PostgreSQL's own programs.

    Raises:
        MissingError: there is none.
    """
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise MissingError("There is no initdb of PostgreSQL, which a cluster is made with.")


@contextmanager
def postgresql(
    log: Path, variables: Mapping[str, str], disk: Path | None = None
) -> Iterator[tuple[Process, str]]:
    """Give a cluster that is up, and the address of its database; it is removed in the end.

    Args:
        log: where what it says goes.
        variables: its environment.
        disk: the folder that its tables are in, if that is another one than its journal's.

    Raises:
        MissingError: PostgreSQL is not on this machine.
    """
    programs = postgresql_programs()
    # PostgreSQL refuses to be run by root.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="mosaic-torture-"))
    if user:
        shutil.chown(folder, user, user)
    port = free_port()
    data = (disk or folder) / "data"
    data.mkdir()
    if user:
        shutil.chown(data, user, user)
    try:
        subprocess.run(
            [programs / "initdb", "--pgdata", data, "--waldir", folder / "wal", "--no-locale",
             "--username", "postgres", "--auth", "trust", "--encoding", "UTF8"],
            check=True, capture_output=True, user=user, group=user, cwd=folder,
        )  # fmt: skip
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
        command += ["-h", "127.0.0.1", "-k", str(folder), "-c", "max_connections=50"]
        process = Process("PostgreSQL", command, variables, log, port=port, user=user)
        process.start()
        try:
            yield process, f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            process.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis(log: Path, variables: Mapping[str, str]) -> Iterator[tuple[Process, str]]:
    """Give a Redis server that is up, and its address. It keeps nothing when it is killed.

    Raises:
        MissingError: Redis is not on this machine.
    """
    if shutil.which("redis-server") is None:
        raise MissingError("There is no redis-server.")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = Process("Redis", command, variables, log, port=port)
    process.start()
    try:
        yield process, f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
