"""A PgBouncer of a test's own, which gives each transaction whichever connection is free."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.conftest import missing

_CONFIGURATION = """
[databases]
* = host={host} port={server_port} user={user} {password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
ignore_startup_parameters = extra_float_digits
"""


@contextmanager
def pooled(database_url: str, folder: Path) -> Iterator[str]:
    """Give the address of a database behind PgBouncer; the test is skipped where there is none."""
    command = shutil.which("pgbouncer")
    if command is None:
        missing("There is no pgbouncer")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    server = conninfo_to_dict(database_url)
    password = f"password={server['password']}" if "password" in server else ""
    file = folder / "pgbouncer.ini"
    file.write_text(
        _CONFIGURATION.format(
            host=server["host"],
            server_port=server.get("port", 5432),
            user=server["user"],
            password=password,
            port=port,
        )
    )
    as_nobody = ["-u", "nobody"] if os.geteuid() == 0 else []
    with (folder / "pgbouncer.log").open("w") as log:
        process = subprocess.Popen([str(command), *as_nobody, str(file)], stdout=log, stderr=log)
    try:
        _wait(process, port, folder / "pgbouncer.log")
        yield re.sub(r"@[^/]+/", f"@127.0.0.1:{port}/", database_url, count=1)
    finally:
        process.kill()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(log.read_text())
