"""Starting, asking, and killing the processes of an installation."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.process import answers
from bench.server import Reply, ask, free_port
from tests.processes import BASE_DIR, VARIABLES

_START_SECONDS = 60


def environment(variables: dict[str, str]) -> dict[str, str]:
    """The environment of a process in which only these variables are set."""
    return {
        **dict.fromkeys(VARIABLES, ""),
        "PATH": os.environ["PATH"],
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "tests.cms.delivery.served.settings",
        **variables,
    }


class Server:
    """A server with one worker, as the Dockerfile starts it.

    Attributes:
        port: where it listens on 127.0.0.1.
    """

    def __init__(self, folder: Path, **variables: str) -> None:
        self._variables = variables
        self.port = free_port()
        self._log = folder / f"server-{self.port}.log"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--blocking-threads", "2", "--log-level", "warning"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*command, "tests.cms.delivery.served.wsgi:application"],
                cwd=BASE_DIR,
                env=environment(self._variables),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that its worker can be killed with it
            )
        if not answers(self._process, lambda: self.ask("/test/addresses/"), _START_SECONDS):
            self.kill()
            raise AssertionError(self._log.read_text()[-2000:])

    def kill(self) -> None:
        """Kill it at once, with whatever it is doing."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def ask(self, address: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for a path and query; ``accept_encoding="br"`` sends a header.

        Raises:
            OSError: it does not answer.
        """
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(self.port, address, {"Host": "localhost", **sent}, method)


class Editor:
    """The process in which changes are cut off: see ``tests.cms.delivery.served.editor``."""

    def __init__(self, **variables: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cms.delivery.served.editor"],
            cwd=BASE_DIR,
            env=environment(variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, what: str, seed: str = "", last: str | int | None = None) -> list[str] | None:
        """Do something; return the names of the steps that it took, or None where it was killed.

        Args:
            what: a change, or ``"purge_cdn"``.
            seed: of its chances.
            last: the step before which it is killed: ``"commit 1"``, or the number of any.
        """
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([what, seed, last]) + "\n")
        self._process.stdin.flush()
        made: Any = json.loads(self._process.stdout.readline())
        assert made != "failed", f"{what} failed"
        return made  # type: ignore[no-any-return]

    def end(self) -> None:
        """Let it end."""
        self._process.communicate(timeout=60)
