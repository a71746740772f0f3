"""``make torture``: load, then faults, on each engine."""

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from torture.disk import small_disk
from torture.engines import MissingError
from torture.installation import installed
from torture.receiver import receiving
from torture.refusals import refusals
from torture.scenes import Report, faults, load

ENGINES = ("sqlite", "postgresql")
SCENES = ("load", "faults", "refusals")


def main() -> None:
    """Run what the command line asks for; the status is 1 where a promise is not kept."""
    asked = _options()
    broken = False
    for engine in [asked.engine] if asked.engine else ENGINES:
        for scene in [asked.scene] if asked.scene else SCENES:
            print(f"\n{engine}, {scene}, {asked.seconds} seconds", flush=True)
            try:
                report = run(engine, scene, asked.seconds, asked.readers, asked.seed)
            except MissingError as error:
                sys.exit(str(error))
            print(report, flush=True)
            broken = broken or bool(report.broken)
    sys.exit(broken)


def run(engine: str, scene: str, seconds: float, readers: int, seed: int) -> Report:
    """Make an installation, and do to it what a scene does.

    Raises:
        MissingError: this machine lacks something that the scene needs.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        receiver = stack.enter_context(receiving())
        disk = stack.enter_context(small_disk(folder / "disk")) if scene == "refusals" else None
        made = stack.enter_context(installed(engine, folder, receiver.address, disk=disk))
        if disk is not None:
            return Report(broken=refusals(made, disk))
        if scene == "load":
            return load(made, readers, pause=1, seconds=seconds)
        chance = random.Random(seed)
        return faults(made, receiver, readers // 10 or 1, 0.3, seconds, chance)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make torture ARGS=…",
        description="Read and edit a publication as hard as can be, and kill its parts meanwhile.",
    )
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    parser.add_argument("--scene", choices=SCENES, help="only this one")
    parser.add_argument("--seconds", type=float, default=300, help="how long each takes (300)")
    parser.add_argument(
        "--readers", type=int, default=200, help="at once; a tenth for faults (200)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of what is killed when (1)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
