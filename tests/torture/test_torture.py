"""Load, faults, and refusals, each for a moment: ``make torture`` has them for minutes."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import missing
from torture.disk import small_disk
from torture.engines import MissingError
from torture.installation import Installation, installed
from torture.receiver import Receiver, receiving
from torture.refusals import refusals
from torture.scenes import faults, load


class Tortured(NamedTuple):
    """An installation, who is told of its changes, and the disk that its database is on."""

    made: Installation
    receiver: Receiver
    disk: Path | None


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def tortured(request: pytest.FixtureRequest) -> Iterator[Tortured]:
    with ExitStack() as stack:
        # Not pytest's folder, which PostgreSQL's own user may not enter.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        receiver = stack.enter_context(receiving())
        try:
            disk = stack.enter_context(small_disk(folder / "disk"))
        except MissingError:
            disk = None
        try:
            made = stack.enter_context(
                installed(request.param, folder, receiver.address, disk=disk)
            )
        except MissingError as error:
            missing(str(error).rstrip("."))
        yield Tortured(made, receiver, disk)


def test_under_load_no_answer_is_an_error_or_stale(tortured):
    report = load(tortured.made, readers=50, pause=0.5, seconds=4)

    assert report.broken == []
    assert report.published > 1
    assert report.seen.times


def test_whatever_is_killed_nothing_is_lost_or_stale(tortured):
    report = faults(tortured.made, tortured.receiver, 8, 0.2, 8, random.Random(3))

    assert report.broken == []
    assert report.killed


def test_where_the_database_takes_nothing_readers_read_and_editors_are_told(tortured):
    if tortured.disk is None:
        pytest.skip("Nobody may mount a small disk on this machine")

    assert refusals(tortured.made, tortured.disk) == []
