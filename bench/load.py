"""Putting a server under load: with wrk where there is one, else with a client of our own."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench import client

CONNECTIONS = 16

#: Slower answers count as errors, in seconds.
_PATIENCE = 60

_SCRIPT = """
local number = 0
local requests = {
%s
}
request = function()
    number = number %% #requests + 1
    return requests[number]
end
done = function(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '\\nRESULT {"requests": %%d, "seconds": %%f, "p50": %%f, "p99": %%f, "errors": %%d}\\n',
        summary.requests, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout
    ))
end
"""


class Burst(NamedTuple):
    """What came back in a stretch of load.

    Attributes:
        per_second: answers a second.
        p50, p99: within how many milliseconds half of them, and 99 of 100, were there.
        requests: how many answers there were.
    """

    per_second: float
    p50: float
    p99: float
    requests: int


class LoadError(Exception):
    """The server did not answer as it should while it was under load."""


def tool() -> str:
    """Return what makes the load."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return "the benchmark’s own client, which is the limit of the fastest lines"
    # Its version is in the first line of its help, which ends with an error.
    said = subprocess.run([wrk, "--version"], capture_output=True, text=True, check=False)
    return " ".join((said.stdout + said.stderr).split()[:2])


def burst(port: int, requests: Sequence[bytes], seconds: float) -> Burst:
    """Ask for all of these in turn, over and over, on all connections at once.

    Args:
        port: of the server on this machine.
        requests: whole HTTP requests.
        seconds: for how long.

    Raises:
        LoadError: an answer was an error, or did not come.
    """
    measure = _with_wrk if shutil.which("wrk") else _with_our_own
    done = measure(port, requests, seconds)
    line = requests[0].split(b"\r\n")[0].decode()
    if done["errors"]:
        raise LoadError(f"{done['errors']:.0f} of {done['requests']:.0f} answers failed: {line} …")
    if not done["requests"]:
        raise LoadError(f"no answer came in {seconds:.0f} seconds: {line} …")
    return Burst(
        per_second=done["requests"] / done["seconds"],
        p50=done["p50"],
        p99=done["p99"],
        requests=int(done["requests"]),
    )


def _with_wrk(port: int, requests: Sequence[bytes], seconds: float) -> dict[str, float]:
    # JSON's texts are Lua's, as long as they are ASCII.
    texts = ",\n".join(json.dumps(request.decode("ascii")) for request in requests)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "requests.lua"
        script.write_text(_SCRIPT % texts, encoding="ascii")
        command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS)]
        command += ["--duration", f"{round(seconds)}s", "--timeout", f"{_PATIENCE}s"]
        command += ["--script", str(script), f"http://127.0.0.1:{port}/"]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    result = said.stdout.rpartition("\nRESULT ")[2]
    try:
        return json.loads(result)  # type: ignore[no-any-return]
    except ValueError:
        raise LoadError(f"wrk says: {said.stdout[-300:]}{said.stderr[-300:]}") from None


def _with_our_own(port: int, requests: Sequence[bytes], seconds: float) -> dict[str, float]:
    return client.load(port, requests, seconds, CONNECTIONS, _PATIENCE)
