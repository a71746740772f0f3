"""When what the response cache relies on fails: Redis, whoever renders, the database."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection, connections

from cms.delivery import journal, kept, turns
from cms.delivery.journal import Version
from cms.delivery.kept import KeptAnswers
from cms.delivery.response_cache import ResponseCache
from tests.cms.delivery.test_response_cache import PAGES, Application
from tests.cms.delivery.wsgi import ask


@pytest.fixture
def _one_version(monkeypatch):
    monkeypatch.setattr(journal, "version", lambda: Version("1-a", 1))


@pytest.fixture
def inside():
    return Application()


@pytest.mark.usefixtures("_one_version")
class TestRedis:
    @pytest.fixture(autouse=True)
    def _redis(self, redis):
        self.redis = redis

    def test_processes_share_what_is_kept(self, inside):
        first = ask(ResponseCache(inside), PAGES)

        assert ask(ResponseCache(inside), PAGES) == first
        assert len(inside.asked) == 1

    def test_of_many_requests_in_many_processes_one_is_rendered(self, inside):
        def slowly(environ, start_response):
            time.sleep(0.1)
            return inside(environ, start_response)

        processes = [ResponseCache(slowly) for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            bodies = set(pool.map(lambda process: ask(process, PAGES).body, processes))

        assert len(inside.asked) == 1
        assert len(bodies) == 1

    def test_where_it_is_down_each_process_keeps_its_own(self, inside):
        self.redis.stop()
        processes = [ResponseCache(inside) for _ in range(2)]

        assert [ask(process, PAGES).status for process in processes * 2] == [200] * 4
        assert len(inside.asked) == 2

    def test_what_a_process_had_from_it_is_given_without_asking_it_again(self, inside):
        ask(ResponseCache(inside), PAGES)
        process = ResponseCache(inside)
        ask(process, PAGES)
        self.redis.stop()

        assert ask(process, PAGES).status == 200
        assert len(inside.asked) == 1

    def test_where_it_hangs_one_request_waits_and_the_others_do_not_ask_it(self, inside, caplog):
        cache = ResponseCache(inside)
        with self.redis.silent():
            addresses = [f"{PAGES}?offset={number}" for number in range(5)]
            assert [ask(cache, each, accept_encoding="br").status for each in addresses] == [
                200
            ] * 5

        assert len(inside.asked) == 5
        [record] = caplog.records
        assert record.message.startswith("The response cache fails, and is left alone. It does not")
        assert not record.exc_info

    def test_what_is_asked_while_it_is_down_has_validators_all_the_same(self, inside):
        self.redis.stop()
        cache = ResponseCache(inside)
        reply = ask(cache, PAGES, accept_encoding="br")

        assert reply.headers["etag"].endswith('-br"')
        assert reply.headers["content-encoding"] == "br"

    def test_when_it_is_there_again_processes_share_what_is_kept(self, inside, monkeypatch):
        monkeypatch.setattr(kept, "PAUSE", 0)
        self.redis.stop()
        ask(ResponseCache(inside), PAGES)
        self.redis.start()

        assert ask(ResponseCache(inside), PAGES).body == ask(ResponseCache(inside), PAGES).body
        assert len(inside.asked) == 2

    def test_who_waits_for_one_that_was_killed_goes_on(self, inside, monkeypatch):
        monkeypatch.setattr(turns, "LONGEST", 1)
        taken = []
        take = KeptAnswers.take

        def remember(self, key, seconds):
            taken.append(key)
            return take(self, key, seconds)

        monkeypatch.setattr(KeptAnswers, "take", remember)
        ask(ResponseCache(inside), PAGES)
        caches["responses"].clear()
        # Another one took the turn, and is no more.
        KeptAnswers().take(taken[0], turns.LONGEST)

        assert ask(ResponseCache(inside), PAGES).status == 200
        assert len(inside.asked) == 2


@pytest.mark.usefixtures("_one_version")
def test_who_renders_and_fails_lets_the_others_render(inside):
    calls = []

    def fails_at_first(environ, start_response):
        calls.append(1)
        if len(calls) == 1:
            time.sleep(0.1)
            raise ValueError
        return inside(environ, start_response)

    cache = ResponseCache(fails_at_first)
    statuses = []

    def one():
        try:
            statuses.append(ask(cache, "/api/v2/pages/?fails=1").status)
        except ValueError:
            statuses.append(500)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200, 200, 200, 500]
    assert len(inside.asked) == 1


def test_a_database_that_does_not_answer_is_left_to_the_application(inside, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(journal, "version", fail)
    replies = [ask(ResponseCache(inside), PAGES) for _ in range(2)]

    assert [reply.status for reply in replies] == [200, 200]
    assert "etag" not in replies[0].headers


@pytest.mark.django_db(transaction=True)
class TestConnections:
    """The layer asks the database before Django looks after connections."""

    def in_thread(self, work):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result()

    def test_a_connection_that_was_cut_is_replaced(self, inside):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no connections that can be cut")
        journal.changed("everything")

        def work():
            try:
                before = ask(ResponseCache(inside), PAGES)
                [pid] = connection.connection.execute("SELECT pg_backend_pid()").fetchone()
                self.in_thread(lambda: self.cut(pid))
                return before, ask(ResponseCache(inside), PAGES)
            finally:
                connections.close_all()

        before, after = self.in_thread(work)
        assert after.status == 200
        assert after.headers["etag"] == before.headers["etag"]

    @staticmethod
    def cut(pid):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        connections.close_all()

    def test_a_connection_that_was_closed_is_opened(self, inside):
        journal.changed("everything")

        def work():
            try:
                before = ask(ResponseCache(inside), PAGES)
                connection.close()
                return before, ask(ResponseCache(inside), PAGES)
            finally:
                connections.close_all()

        before, after = self.in_thread(work)
        assert after.headers["etag"] == before.headers["etag"]
