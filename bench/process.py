"""A server in a process of its own, which is up while it is used."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_END_SECONDS = 10


class ServerError(Exception):
    """A server does not start, or does not answer."""


@contextmanager
def running(
    title: str,
    command: Sequence[str],
    *,
    variables: Mapping[str, str],
    log: Path,
    ask: Callable[[], object],
    patience: float,
    folder: Path | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Give the process of a server that answers; it ends when the context does.

    Args:
        title: what is said not to start.
        command: what starts it.
        variables: its environment.
        log: where what it says goes.
        ask: asks it anything; raises OSError while it does not answer.
        patience: for how many seconds it may start.
        folder: where it is started.

    Raises:
        ServerError: it does not start.
    """
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(variables), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        if not answers(process, ask, patience):
            raise ServerError(f"{title} does not start:\n{log.read_text()[-2000:]}")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(process: "subprocess.Popen[bytes]", ask: Callable[[], object], patience: float) -> bool:
    """Wait until a server answers; return whether it does.

    Args:
        process: the server's. Where it ends, nobody waits.
        ask: asks it anything; raises OSError while it does not answer.
        patience: for how many seconds it may start.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        try:
            ask()
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False
