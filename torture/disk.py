"""A small disk of a run's own, which can be filled, and made read-only."""

import errno
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from torture.engines import MissingError

#: In bytes: with the publication, there is room for some editions.
SIZE = 160 * 1024 * 1024

#: In seconds.
_PATIENCE = 20


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Give a disk that is mounted at a folder; it is gone in the end.

    Raises:
        MissingError: this machine lets nobody mount one.
    """
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "torture", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise MissingError("There is no mount, which a small disk is made with.") from error
    if done.returncode:
        raise MissingError("Nobody may mount a small disk on this machine.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave no room on a disk while the context lasts."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Have nobody write to a disk while the context lasts; no file on it may be open for that."""
    _remount(disk, "ro")
    try:
        yield
    finally:
        _remount(disk, "rw")


def _remount(disk: Path, how: str) -> None:
    """Mount a disk again; a process that was killed may take a moment to let go of its files."""
    command = ["mount", "-o", f"remount,{how}", str(disk)]
    end = time.monotonic() + _PATIENCE
    while subprocess.run(command, capture_output=True, check=False).returncode:
        if time.monotonic() > end:
            raise TimeoutError(f"A file on {disk} is still open for writing.")
        time.sleep(0.1)
