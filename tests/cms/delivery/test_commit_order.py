"""Versions are in the order of commits, however many write at once."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from blog.models import Category
from cms.delivery import journal
from cms.delivery.models import Line

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6
TRANSACTIONS = 25


@pytest.fixture(autouse=True)
def _a_line():
    journal.changed("everything")


class UndoneError(Exception):
    """Rolls a transaction back."""


def in_thread(work: Callable[[], Any]) -> Callable[[], Any]:
    """The same with a connection of the thread's own, which is closed in the end."""

    def run() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    return run


@contextmanager
def open_transaction(work: Callable[[], Any]) -> Iterator[Callable[[], None]]:
    """A transaction of another connection, in which something was done; gives what commits it."""
    done, go_on = threading.Event(), threading.Event()

    def run() -> None:
        with transaction.atomic():
            work()
            done.set()
            assert go_on.wait(30)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread(run))
        assert done.wait(30)

        def commit() -> None:
            go_on.set()
            running.result()

        try:
            yield commit
        finally:
            go_on.set()


@pytest.fixture
def _side_by_side():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's writers take turns")


@pytest.mark.usefixtures("_side_by_side")
class TestTransactionsSideBySide:
    def test_what_began_first_and_is_committed_last_has_the_higher_version(self):
        with open_transaction(lambda: journal.changed("page-1")) as commit:
            journal.changed("page-2")
            seen = Line.objects.get(tags="page-2").version
            assert [line.tags for line in journal.lines_after(seen)] == []
            commit()

        assert [line.tags for line in journal.lines_after(seen)] == ["page-1"]

    def test_what_is_not_committed_yet_is_no_version(self):
        before = journal.version().token
        with open_transaction(lambda: journal.changed("page-1")) as commit:
            assert journal.version().token == before
            commit()

        assert journal.version().token != before

    def test_writers_do_not_wait_for_those_who_are_not_done(self):
        with open_transaction(lambda: journal.changed("page-1")):
            # It would wait for ever if it had to.
            journal.changed("page-2")

    def test_a_savepoint_that_is_undone_takes_its_lines_along(self):
        def work():
            for _ in range(2):
                try:
                    with transaction.atomic():
                        journal.changed("page-1")
                        raise UndoneError
                except UndoneError:
                    journal.changed("page-2")

        with open_transaction(work) as commit:
            commit()

        assert Line.objects.filter(version=None).count() == 0
        assert Line.objects.filter(tags="page-1").count() == 0
        assert Line.objects.filter(tags="page-2").count() == 2

    def test_numbers_given_before_the_end_are_held_until_then(self):
        """As ``SET CONSTRAINTS ALL IMMEDIATE`` does, and Django with it."""

        def work():
            journal.changed("page-1")
            connection.check_constraints()
            journal.changed("page-2")

        with open_transaction(work) as commit, ThreadPoolExecutor(1) as pool:
            other = pool.submit(in_thread(lambda: journal.changed("page-3")))
            time.sleep(0.2)
            assert not other.done()
            commit()
            other.result()

        numbers = dict(Line.objects.values_list("tags", "version"))
        assert numbers["page-1"] < numbers["page-2"] < numbers["page-3"]


def write(seed: int) -> None:
    """Make transactions: of some lines, slow and quick, some undone in part or as a whole."""
    chance = random.Random(seed)
    for number in range(TRANSACTIONS):
        try:
            with transaction.atomic():
                for place in range(chance.randrange(1, 4)):
                    Category.objects.create(slug=f"category-{seed}-{number}-{place}", name_en="A")
                    time.sleep(chance.choice([0, 0, 0.002]))
                if chance.random() < 0.2:
                    raise UndoneError
        except UndoneError:
            pass


class Follower:
    """Reads the journal while others write it, and keeps the version of the last line it saw."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.newest = 0
        self.versions: list[int] = []
        self.stop = threading.Event()

    @contextmanager
    def following(self, pool: ThreadPoolExecutor) -> Iterator[None]:
        """Follow in a thread until the context ends, also where what is in it fails."""
        running = pool.submit(in_thread(self.follow))
        try:
            yield
        finally:
            self.stop.set()
        running.result()

    def follow(self) -> None:
        # Whoever never pauses leaves little of the interpreter to those who write.
        while not self.stop.wait(0.002):
            self.look()

    def look(self) -> None:
        self.versions.append(int(journal.version().token.partition("-")[0]))
        for line in journal.lines_after(self.newest):
            self.seen.append(line.pk)
            self.newest = line.version


def test_who_follows_the_journal_misses_nothing_and_sees_nothing_twice():
    follower = Follower()
    with ThreadPoolExecutor(WRITERS + 1) as pool, follower.following(pool):
        writing = [pool.submit(in_thread(lambda seed=seed: write(seed))) for seed in range(WRITERS)]
        for each in writing:
            each.result()
    follower.look()

    assert sorted(follower.seen) == sorted(Line.objects.values_list("pk", flat=True))
    assert len(follower.seen) > WRITERS * TRANSACTIONS / 2


def test_the_version_never_goes_back_while_many_write_and_old_lines_are_pruned():
    follower = Follower()
    with ThreadPoolExecutor(4) as pool, follower.following(pool):
        writing = [pool.submit(in_thread(lambda seed=seed: write(seed))) for seed in range(2)]

        def prune():
            while not all(each.done() for each in writing):
                journal.prune(timezone.now() + timedelta(days=1))
                time.sleep(0.005)

        pool.submit(in_thread(prune)).result()

    assert follower.versions == sorted(follower.versions)
    journal.prune(timezone.now() + timedelta(days=1))
    before = int(journal.version().token.partition("-")[0])
    journal.changed("everything")
    assert int(journal.version().token.partition("-")[0]) > before
