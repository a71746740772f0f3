"""``clock``: what happens at a time."""

import os
import signal
import threading
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command, get_commands
from django.db import OperationalError

from cms.operations import clock as clock_module
from cms.operations.clock import NIGHT, Clock

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 3, 14, 12, 0)
AT_NIGHT = DAY.replace(hour=NIGHT)


@pytest.fixture
def run(monkeypatch):
    """The commands that were run, in order."""
    ran = []

    def call(name, *options):
        ran.append(" ".join((name, *options)))
        if name == "fail":
            raise RuntimeError("It failed.")
        if name == "stop":
            raise SystemExit(1)
        if name == "unanswered":
            raise OperationalError("connection failed")

    monkeypatch.setattr(clock_module, "call_command", call)
    return ran


def tick(clock, at):
    """Have a clock run what is due, and wait for what it runs apart."""
    clock.tick(at)
    if clock._nightly is not None:
        clock._nightly.join()


def test_by_day_only_the_commands_of_the_minute_are_run(run):
    tick(Clock(["publish", "send --all"], ["tidy"]), DAY)

    assert run == ["publish", "send --all"]


@pytest.mark.parametrize("failing", ["fail", "stop"])
def test_what_fails_is_logged_and_keeps_nothing_from_being_run(run, failing, caplog):
    tick(Clock([failing, "send"], []), DAY)

    assert run == [failing, "send"]
    assert f"The command {failing} failed." in caplog.text


def test_an_engine_that_does_not_answer_is_a_line_and_no_traceback(run, caplog):
    tick(Clock(["unanswered"], []), DAY)

    [record] = caplog.records
    assert record.message == (
        "The command unanswered failed. DATABASE_URL: It does not answer: connection failed."
    )
    assert not record.exc_info


@pytest.mark.django_db(transaction=True)
def test_the_commands_of_the_night_are_run_once_a_night(run):
    clock = Clock([], ["check --web", "tidy"])
    for minutes in (0, 1, 59):
        tick(clock, AT_NIGHT + timedelta(minutes=minutes))

    assert run == ["check --web", "tidy"]

    tick(clock, AT_NIGHT + timedelta(days=1))

    assert run == ["check --web", "tidy"] * 2


@pytest.mark.django_db(transaction=True)
def test_a_night_that_takes_long_does_not_hold_up_the_minutes(monkeypatch):
    ended, ran = threading.Event(), []

    def call(name):
        if name == "tidy":
            ended.wait(20)
        ran.append(name)

    monkeypatch.setattr(clock_module, "call_command", call)
    clock = Clock(["publish"], ["tidy"])
    clock.tick(AT_NIGHT)
    clock.tick(AT_NIGHT + timedelta(days=1))

    assert ran == ["publish"] * 2

    ended.set()
    clock._nightly.join()

    assert ran == ["publish", "publish", "tidy"]


def test_every_command_that_it_runs_is_there(settings):
    lines = [*settings.CLOCK_EVERY_MINUTE, *settings.CLOCK_EVERY_NIGHT]

    assert {line.split()[0] for line in lines} <= set(get_commands())
    assert "publish_scheduled" in lines


@pytest.fixture
def handlers():
    """What signals do, put back afterwards."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def test_it_ends_when_it_is_told_to_and_finishes_the_minute(handlers, monkeypatch, settings):
    settings.CLOCK_EVERY_MINUTE, settings.CLOCK_EVERY_NIGHT = ["publish", "send"], []
    ran = []

    def call(name):
        ran.append(name)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(clock_module, "call_command", call)

    call_command("clock")

    assert ran == ["publish", "send"]
